import { readFileSync } from 'node:fs';
import type { BrowserContext, CDPSession, Page, Route } from 'playwright/test';
import type { Ask, ServedFile, Tell, WindowState } from './messages.ts';
import { bindingName, type PageHear, type PageTell, pageScript, receiverName } from './page-script.ts';

/** One window of the main process and the page that shows it. */
export interface ShownWindow {
  state: WindowState;
  readonly preload: string;
  page: Page | undefined;
  /** The way to the page and back. */
  line: CDPSession | undefined;
  /** The address that was loaded last, as the main process knows it. */
  url: string;
  /** The navigation that the main process itself started. */
  expected: string | undefined;
  hasShown: boolean;
  queue: PageHear[];
  delivering: boolean;
}

export interface WindowsDeps {
  readonly context: BrowserContext;
  ask(ask: Ask): Promise<unknown>;
  /** Prepares a page that was just made. */
  dress(page: Page): Promise<void>;
  violation(text: string): void;
  /** A window or a page came, went or changed. */
  changed(): void;
}

/** Chromium does not know `app:`; its pages live at an https address with the same path, which is never resolved. */
const toReal = (url: string) => url.replace(/^app:\/\/([\w-]+)/, 'https://$1.app.test');
const toApp = (url: string) => url.replace(/^https:\/\/([\w-]+)\.app\.test/, 'app://$1');
const isOwn = (url: string) => url !== toApp(url);
const withoutHash = (url: string) => url.replace(/#.*/, '');

/** Shows the windows of one main process as pages of a browser context of their own. */
export async function showWindows({ context, ask, dress, violation, changed }: WindowsDeps) {
  const windows = new Map<number, ShownWindow>();
  let creation: Promise<unknown> = Promise.resolve();
  let creating = false;
  let closed: Promise<unknown> = Promise.resolve();
  const quietly = (asked: Ask) => void ask(asked).catch(() => {});
  const windowOf = (page: Page) => [...windows.values()].find((window) => window.page === page);

  await context.route('**/*', (route) => serve(route).catch(() => route.abort().catch(() => {})));
  context.on('page', (page) => {
    // A page that nobody here made is what a link with a target opened. Its request tells where it leads.
    if (!creating) page.on('crash', () => page.close());
  });

  function hear(window: ShownWindow, message: PageTell, url: string): void {
    const { id } = window.state;
    if (message.kind === 'started') push(window, { kind: 'state', ...window.state });
    else if (message.kind === 'ipc') quietly({ kind: 'ipc', id, url, channel: message.channel, args: message.args });
    else if (message.kind === 'open') {
      quietly({ kind: 'open', id, url: toApp(message.url), frameName: message.name, features: message.features });
    } else if (message.kind === 'close') quietly({ kind: 'close', id });
    else if (message.kind === 'touched') quietly({ kind: 'focus', id });
    else violation(message.text);
  }

  function push(window: ShownWindow, message: PageHear): void {
    window.queue.push(message);
    if (!window.delivering) void deliver(window);
  }
  async function deliver(window: ShownWindow): Promise<void> {
    window.delivering = true;
    while (window.queue.length > 0) {
      const messages = window.queue.splice(0);
      // A page that is on its way to another document hears nothing, as in Electron.
      const expression = `globalThis.${receiverName}?.(${JSON.stringify(messages)})`;
      await window.line?.send('Runtime.evaluate', { expression }).catch(() => {});
    }
    window.delivering = false;
  }

  async function serve(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    const page = request.frame().page();
    const window = windowOf(page);
    if (!window) {
      const opener = [...windows.values()].find(({ state }) => state.focused) ?? [...windows.values()][0];
      await route.abort('aborted');
      if (opener) quietly({ kind: 'open', id: opener.state.id, url: toApp(url), frameName: '', features: '' });
      await page.close();
      return;
    }
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      const expected = window.expected === withoutHash(url);
      window.expected = undefined;
      if (!expected && (await ask({ kind: 'will-navigate', id: window.state.id, url: toApp(url) }))) {
        return route.abort('aborted');
      }
    }
    if (!isOwn(url)) {
      violation(`A page asked for ${url}`);
      return route.abort();
    }
    const file = (await ask({ kind: 'request', url: toApp(url), method: request.method() })) as ServedFile;
    await route.fulfill({ status: file.status, headers: { ...file.headers }, body: Buffer.from(file.body) });
  }

  async function openPage(window: ShownWindow): Promise<Page> {
    if (window.page) return window.page;
    creating = true;
    const page = await context.newPage();
    creating = false;
    window.page = page;
    const { id } = window.state;
    const { width, height } = window.state.bounds;
    await dress(page);
    // Straight to the page: what the test runner offers answers each call, which is twice the work.
    const line = await context.newCDPSession(page);
    line.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name !== bindingName) return;
      const told = JSON.parse(payload) as { url: string; messages: PageTell[] };
      for (const message of told.messages) hear(window, message, toApp(told.url));
    });
    await line.send('Runtime.enable');
    await line.send('Runtime.addBinding', { name: bindingName });
    window.line = line;
    await page.setViewportSize({ width, height });
    await page.addInitScript({ content: pageScript(readFileSync(window.preload, 'utf8')) });
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      quietly({ kind: 'navigated', id, url: toApp(frame.url()) });
      changed();
    });
    page.on('crash', () => quietly({ kind: 'crashed', id }));
    page.on('close', () => {
      window.page = undefined;
      window.line = undefined;
      changed();
      if (windows.has(id)) closed = ask({ kind: 'close', id }).catch(() => {});
    });
    return page;
  }
  /** Pages are made one after the other, so that a page that a link opened is known for what it is. */
  const inTurn = (work: () => Promise<void>) => {
    creation = creation.then(work).catch(() => {});
  };

  async function load(window: ShownWindow, url: string, number?: number): Promise<void> {
    const { id } = window.state;
    window.url = url;
    let error: string | undefined;
    try {
      const page = await openPage(window);
      window.expected = withoutHash(toReal(url));
      await page.goto(toReal(url));
    } catch (cause) {
      error = cause instanceof Error ? cause.message : String(cause);
    }
    if (number !== undefined) quietly({ kind: 'loaded', id, load: number, ...(error === undefined ? {} : { error }) });
    if (!window.hasShown && error === undefined) quietly({ kind: 'ready-to-show', id });
    window.hasShown = true;
    changed();
  }

  function change(window: ShownWindow, state: WindowState): void {
    const { width, height } = state.bounds;
    const isNewSize = width !== window.state.bounds.width || height !== window.state.bounds.height;
    window.state = state;
    if (isNewSize) void window.page?.setViewportSize({ width, height }).catch(() => {});
    if (window.page) push(window, { kind: 'state', ...state });
    // The test closed the page of a window that only hid; it comes back with the window.
    else if (state.visible && window.hasShown) inTurn(() => load(window, window.url));
  }

  return {
    windows,
    /** Resolves when the main process has dealt with the page that the test closed last. */
    settled: () => closed,
    hear(message: Extract<Tell, { kind: 'window' | 'load' | 'reload' | 'post' | 'window-gone' }>): void {
      const id = message.kind === 'window' ? message.state.id : message.id;
      const window = windows.get(id);
      if (message.kind === 'window') {
        const { state, preload } = message;
        if (window) change(window, state);
        else {
          const fresh = {
            state,
            preload,
            page: undefined,
            line: undefined,
            url: '',
            expected: undefined,
            hasShown: false,
            queue: [],
            delivering: false,
          };
          windows.set(id, fresh);
        }
        changed();
      } else if (!window) {
        violation(`${message.kind} for a window that is gone`);
      } else if (message.kind === 'load') {
        inTurn(() => load(window, message.url, message.load));
      } else if (message.kind === 'reload') {
        inTurn(() => load(window, window.url));
      } else if (message.kind === 'post') {
        push(window, { kind: 'ipc', channel: message.channel, args: message.args });
      } else {
        windows.delete(id);
        inTurn(async () => window.page?.close());
        changed();
      }
    },
  };
}
