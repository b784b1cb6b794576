/** What a page says to the test through the binding. */
export type PageTell =
  | { readonly kind: 'started' }
  | { readonly kind: 'ipc'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'open'; readonly url: string; readonly name: string; readonly features: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'touched' }
  | { readonly kind: 'violation'; readonly text: string };

/** What the test says to a page. */
export type PageHear =
  | { readonly kind: 'ipc'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'state'; readonly focused: boolean; readonly visible: boolean };

export const bindingName = 'electronDoubleTell';
export const receiverName = 'electronDoubleHear';

/**
 * The script that runs in each page before its own: the sandboxed world of a preload, with what `require('electron')`
 * has there, around the built preload. It is text because the preload has to be inside of it: the page's policy
 * forbids to evaluate anything later.
 */
export function pageScript(preload: string): string {
  return `(${host})(${JSON.stringify({ bindingName, receiverName })}, function (require, module, exports) {${preload}\n});`;
}

function host(
  names: { bindingName: string; receiverName: string },
  preload: (require: (name: string) => unknown, module: { exports: object }, exports: object) => void,
) {
  if (location.href === 'about:blank') return;
  const page = window as unknown as Record<string, unknown>;
  const send = page[names.bindingName] as (message: string) => void;
  delete page[names.bindingName];
  let waiting: PageTell[] = [];
  const tell = (message: PageTell) => {
    // What is told in one turn travels together.
    if (waiting.push(message) > 1) return;
    queueMicrotask(() => {
      send(JSON.stringify({ url: location.href, messages: waiting }));
      waiting = [];
    });
  };
  const fault = (text: string) => {
    tell({ kind: 'violation', text });
    return new TypeError(text);
  };
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    fault(`The page broke its policy: ${violatedDirective} ${blockedURI}`);
  });
  if (window !== window.top) return;

  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'string' && !(key in object)) throw fault(`The preload's electron has no ${name}.${key}`);
        return Reflect.get(object, key);
      },
    });
  // What crosses the worlds is copied; functions of the exposed object cross as functions.
  const copied = <T>(value: T): T => {
    if (typeof value === 'function') {
      return ((...args: unknown[]) => copied(value(...args.map(copied)))) as T;
    }
    return structuredClone(value);
  };
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();
  const ipcRenderer = strict('ipcRenderer', {
    send(channel: string, ...args: unknown[]) {
      tell({ kind: 'ipc', channel, args: structuredClone(args) });
    },
    on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  });
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(name: string, api: Record<string, unknown>) {
      if (name in window) throw fault(`Cannot bind an API on top of an existing property: ${name}`);
      const exposed = Object.fromEntries(Object.entries(api).map(([key, value]) => [key, copied(value)]));
      Object.defineProperty(window, name, { value: Object.freeze(exposed), enumerable: true });
    },
  });

  const state = { focused: false, visible: true };
  document.hasFocus = () => state.focused;
  Object.defineProperty(document, 'visibilityState', { get: () => (state.visible ? 'visible' : 'hidden') });
  Object.defineProperty(document, 'hidden', { get: () => !state.visible });
  window.open = (url = '', name = '', features = '') => {
    tell({ kind: 'open', url: new URL(url, location.href).href, name, features });
    return null;
  };
  window.close = () => tell({ kind: 'close' });
  const touched = (event: Event) => {
    if (event.isTrusted && !state.focused) tell({ kind: 'touched' });
  };
  addEventListener('pointerdown', touched, true);
  addEventListener('keydown', touched, true);

  const hear = (message: PageHear) => {
    if (message.kind === 'ipc') {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
      return;
    }
    const before = { ...state };
    Object.assign(state, { focused: message.focused, visible: message.visible });
    if (before.visible !== state.visible) document.dispatchEvent(new Event('visibilitychange'));
    if (before.focused !== state.focused) window.dispatchEvent(new Event(state.focused ? 'focus' : 'blur'));
  };
  Object.defineProperty(window, names.receiverName, {
    value: (messages: PageHear[]) => messages.forEach(hear),
    enumerable: false,
  });

  const module = { exports: {} };
  preload(
    (name) => {
      if (name !== 'electron') throw fault(`A sandboxed preload cannot require ${name}`);
      return strict('electron', { contextBridge, ipcRenderer });
    },
    module,
    module.exports,
  );
  tell({ kind: 'started' });
}
