import type { WebSocket } from 'ws';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { Port } from '#shared/port.ts';

/**
 * A port over a WebSocket that carries JSON text. What is not JSON arrives as `undefined`, which is no frame and is
 * for the receiver to refuse; received frames are otherwise unchecked.
 */
export function socketPort(socket: WebSocket): Port<BackFrame, FrontFrame> {
  // A broken line closes the socket too, and closing is all that matters here.
  socket.on('error', () => {});
  return {
    post(frame) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
    },
    onMessage(listener) {
      const receive = (data: Buffer | ArrayBuffer | Buffer[], isBinary: boolean) =>
        listener(isBinary ? (undefined as never) : (parse(String(data)) as FrontFrame));
      socket.on('message', receive);
      return () => socket.off('message', receive);
    },
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) listener();
      else socket.once('close', listener);
      return () => socket.off('close', listener);
    },
    close() {
      socket.close(1001);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
