import type { IpcMain, IpcMainEvent, WebContents } from 'electron';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { Port } from '#shared/port.ts';

/** The channels between the preload and the main process: one each way, and one that tells of a new network. */
export const toBack = 'webqq:to-back';
export const toFront = 'webqq:to-front';
export const wokeUp = 'webqq:woke-up';

/** What listening to windows needs. */
export interface WindowLines {
  readonly ipcMain: IpcMain;
  /** Whether an address belongs to our own pages. */
  isOwn(url: string): boolean;
  /** Serves a new port; its first frame is the window's first `hello`. */
  serve(port: Port<BackFrame, FrontFrame>): void;
  /** The network came back. */
  wake(): void;
}

/**
 * Listens to the windows for the life of the process. Only the top frame of a window at our own address is heard. The
 * first `hello` of a window opens its port; a page that was loaded again goes on with it by another `hello`.
 */
export function listenToWindows({ ipcMain, isOwn, serve, wake }: WindowLines): void {
  const lines = new Map<WebContents, Line>();
  const isTrusted = ({ sender, senderFrame }: IpcMainEvent) =>
    !sender.isDestroyed() && senderFrame !== null && senderFrame.parent === null && isOwn(senderFrame.url);

  ipcMain.on(toBack, (event, frame: unknown) => {
    if (!isTrusted(event) || !isFrame(frame)) return;
    const contents = event.sender;
    if (!lines.has(contents) && frame.kind === 'hello') {
      const line = createLine(contents);
      lines.set(contents, line);
      contents.once('destroyed', () => {
        lines.delete(contents);
        line.port.close();
      });
      serve(line.port);
    }
    lines.get(contents)?.deliver(frame);
  });
  ipcMain.on(wokeUp, (event) => {
    if (isTrusted(event)) wake();
  });
}

/** Enough to know where it goes; the frame itself is checked by whoever serves the port. */
function isFrame(frame: unknown): frame is FrontFrame {
  return typeof frame === 'object' && frame !== null && 'kind' in frame;
}

interface Line {
  readonly port: Port<BackFrame, FrontFrame>;
  deliver(frame: FrontFrame): void;
}

function createLine(contents: WebContents): Line {
  const listeners = new Set<(frame: FrontFrame) => void>();
  const closers = new Set<() => void>();
  let closed = false;
  return {
    port: {
      post(frame) {
        if (!closed && !contents.isDestroyed()) contents.send(toFront, frame);
      },
      onMessage(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onClose(listener) {
        if (closed) listener();
        else closers.add(listener);
        return () => closers.delete(listener);
      },
      close() {
        if (closed) return;
        closed = true;
        listeners.clear();
        for (const closer of closers) closer();
      },
    },
    deliver(frame) {
      for (const listener of listeners) listener(frame);
    },
  };
}
