/**
 * One end of a two-way line between a front (a window) and the back (the main process). Electron IPC and a WebSocket
 * both fit. Frames arrive whole and in order, or the port closes.
 */
export interface Port<Outgoing, Incoming> {
  post(frame: Outgoing): void;
  /** Returns the function that stops listening. */
  onMessage(listener: (frame: Incoming) => void): () => void;
  /** Called once, at once if the port is closed already. Returns the function that stops listening. */
  onClose(listener: () => void): () => void;
  close(): void;
}
