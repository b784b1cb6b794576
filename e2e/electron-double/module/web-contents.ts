import { EventEmitter } from 'node:events';
import type { Ask } from '../messages.ts';
import { answers, tell } from './link.ts';
import { DoubleEvent, KnownEmitter, strict } from './strict.ts';

type OpenHandler = (details: { url: string; frameName: string; features: string }) => { action: string };
type PermissionRequest = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
type PermissionCheck = (contents: unknown, permission: string) => boolean;

const permissions: { request?: PermissionRequest; check?: PermissionCheck } = {};
/** One session for all windows. */
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler(handler: PermissionRequest) {
      permissions.request = handler;
    },
    setPermissionCheckHandler(handler: PermissionCheck) {
      permissions.check = handler;
    },
  }),
});

/** Channels are the client's own; a message on one that nobody listens to is a fault. */
export const wholeIpcMain = new EventEmitter();
export const ipcMain = strict('ipcMain', wholeIpcMain);

const alive = new Map<number, WebContents>();

export class WebContents extends KnownEmitter {
  readonly id: number;
  openHandler: OpenHandler = () => ({ action: 'allow' });
  url = '';
  loads = new Map<number, PromiseWithResolvers<void>>();
  loadCount = 0;
  readonly session = session.defaultSession;
  self: WebContents = this;

  constructor(id: number) {
    super(['will-navigate', 'render-process-gone', 'destroyed', 'did-finish-load', 'context-menu']);
    this.id = id;
    alive.set(id, this);
  }

  isDestroyed() {
    return !alive.has(this.id);
  }
  /** What a destroyed object of Electron does. */
  expectAlive() {
    if (!this.isDestroyed()) return;
    tell({ kind: 'violation', text: 'A destroyed window was used' });
    throw new TypeError('Object has been destroyed');
  }
  getURL() {
    this.expectAlive();
    return this.url;
  }
  setWindowOpenHandler(handler: OpenHandler) {
    this.expectAlive();
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]) {
    this.expectAlive();
    tell({ kind: 'post', id: this.id, channel, args: structuredClone(args) });
  }
  reload() {
    this.expectAlive();
    tell({ kind: 'reload', id: this.id });
  }
  loadURL(url: string): Promise<void> {
    this.expectAlive();
    this.loadCount += 1;
    const outcome = Promise.withResolvers<void>();
    this.loads.set(this.loadCount, outcome);
    tell({ kind: 'load', id: this.id, load: this.loadCount, url });
    return outcome.promise;
  }
  destroyNow() {
    if (!alive.delete(this.id)) return;
    for (const load of this.loads.values()) load.reject(new Error('ERR_FAILED (-2)'));
    this.emit('destroyed');
  }
}

function hear({ id, url, channel, args }: Extract<Ask, { kind: 'ipc' }>) {
  const contents = alive.get(id);
  if (!contents) return;
  if (wholeIpcMain.listenerCount(channel) === 0) {
    tell({ kind: 'violation', text: `Nobody listens to ${channel}` });
    return;
  }
  // A preload runs in the top frame only.
  const senderFrame = strict('WebFrameMain', { url, parent: null });
  wholeIpcMain.emit(channel, strict('IpcMainEvent', { sender: contents.self, senderFrame }), ...args);
}

answers({
  ipc: hear,
  open({ id, ...details }) {
    if (alive.get(id)?.openHandler(strict('HandlerDetails', details)).action !== 'deny') {
      tell({ kind: 'violation', text: `A window for ${details.url} was allowed` });
    }
  },
  'will-navigate'({ id, url }) {
    const event = strict('will-navigate event', Object.assign(new DoubleEvent(), { url, isMainFrame: true }));
    alive.get(id)?.emit('will-navigate', event, url);
    return event.defaultPrevented;
  },
  loaded({ id, load, error }: Extract<Ask, { kind: 'loaded' }>) {
    const outcome = alive.get(id)?.loads.get(load);
    alive.get(id)?.loads.delete(load);
    if (error === undefined) outcome?.resolve();
    else outcome?.reject(new Error(error));
  },
  navigated({ id, url }) {
    const contents = alive.get(id);
    if (contents) contents.url = url;
  },
  crashed: ({ id }) => void alive.get(id)?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
  async permission({ id, permission }) {
    const contents = alive.get(id)?.self;
    const checked = permissions.check?.(contents, permission) ?? true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    if (permissions.request) permissions.request(contents, permission, resolve);
    else resolve(true);
    return checked && (await promise);
  },
});
