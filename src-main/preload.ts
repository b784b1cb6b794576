import { contextBridge, ipcRenderer } from 'electron';
import { toBack, toFront, wokeUp } from '#main/ui/electron-port.ts';

contextBridge.exposeInMainWorld('webqqPort', {
  post: (frame: unknown) => ipcRenderer.send(toBack, frame),
  onMessage: (listener: (frame: unknown) => void) => {
    const heard = (_event: unknown, frame: unknown) => listener(frame);
    ipcRenderer.on(toFront, heard);
    return () => {
      ipcRenderer.off(toFront, heard);
    };
  },
});

// Only pages are told when the network comes back.
(globalThis as unknown as EventTarget).addEventListener('online', () => ipcRenderer.send(wokeUp));
