import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { FrontPort } from './connect.ts';

/** What the preload of the desktop shell exposes: frames both ways, nothing else. */
export interface ShellPort {
  post(frame: FrontFrame): void;
  /** Returns the function that stops listening. */
  onMessage(listener: (frame: BackFrame) => void): () => void;
}

declare global {
  interface Window {
    readonly webqqPort?: ShellPort;
  }
}

/** Opens the line of this host. The only place that knows whether the shell or a browser shows the page. */
export function openPort(): Promise<FrontPort> {
  return window.webqqPort ? Promise.resolve(shellPort(window.webqqPort)) : browserPort(window.location);
}

/** Whether the page runs in a browser, which then decides about windows. */
export function inBrowser(): boolean {
  return window.webqqPort === undefined;
}

/** The address of stored bytes, relative to the page in both hosts. */
export function mediaUrl(hash: string): string {
  return `/media/${hash}`;
}

function shellPort({ post, onMessage }: ShellPort): FrontPort {
  return { post, onMessage, onClose: () => () => {}, close: () => {} };
}

async function browserPort(page: Location): Promise<FrontPort> {
  const token = new URLSearchParams(page.hash.slice(1)).get('token');
  if (token) {
    // The token is good for one exchange, and out of the address before anything else happens.
    history.replaceState(null, '', page.pathname);
    await fetch('/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  }
  return socketPort(`${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/bus`);
}

/** A port over a WebSocket, ready to be used. Rejects when it cannot be opened. */
export function socketPort(address: string): Promise<FrontPort> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.addEventListener('error', () => reject(new Error('socket')), { once: true });
    socket.addEventListener('open', () => resolve(portOf(socket)), { once: true });
  });
}

function portOf(socket: WebSocket): FrontPort {
  return {
    post: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    onMessage: (listener) => {
      const hear = (event: MessageEvent) => listener(JSON.parse(String(event.data)) as BackFrame);
      socket.addEventListener('message', hear);
      return () => socket.removeEventListener('message', hear);
    },
    onClose: (listener) => {
      if (socket.readyState >= WebSocket.CLOSING) {
        listener();
        return () => {};
      }
      socket.addEventListener('close', listener, { once: true });
      return () => socket.removeEventListener('close', listener);
    },
    close: () => socket.close(),
  };
}
