import type { Browser, BrowserContext, Page } from 'playwright/test';
import { chromium } from 'playwright/test';
import type { Machine, Tell, TrayState, WindowState } from './messages.ts';
import { startMainProcess } from './process.ts';
import { showWindows } from './windows.ts';

export interface ElectronDoubleOptions {
  /** The folder that holds the profiles. */
  readonly dataDir: string;
  readonly profile: string;
  /** More words for the command line. */
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The browser whose pages are the windows; without it one is started and ended with the client. */
  readonly browser?: Browser;
  readonly language?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  /** `basic_text` is a machine without a keyring. */
  readonly keyring?: 'gnome_libsecret' | 'basic_text';
}

export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/** A running client: the built main entry with real pages for windows, and what the desktop around it saw. */
export interface ElectronDouble {
  /** The pages of the windows, oldest window first. */
  pages(): readonly Page[];
  /** Waits for a page, at most 15 seconds. */
  waitForPage(matches: (page: Page) => boolean): Promise<Page>;
  /** How the window of a page stands. */
  window(page: Page): WindowState | undefined;
  tray(): TrayState | undefined;
  clickTray(): Promise<void>;
  /** Chooses an entry of the tray menu by the labels on the way to it. */
  chooseInTray(...labels: readonly string[]): Promise<void>;
  /** The notifications that are on the screen. */
  notifications(): readonly ShownNotification[];
  clickNotification(id: number): Promise<void>;
  dialogs(): readonly { readonly title: string; readonly content: string }[];
  /** Addresses that were handed to other programs. */
  externals(): readonly string[];
  /** The number on the app's icon. */
  badge(): number;
  /** What quitting went through, in order. */
  lifecycle(): readonly string[];
  /** What the person does to a window; a page that is closed by the test counts as closed by its cross, too. */
  closeWindow(page: Page): Promise<void>;
  focusWindow(page: Page): Promise<void>;
  /** The person moves or resizes a window. */
  moveWindow(page: Page, bounds: WindowState['bounds']): Promise<void>;
  /** The person turns to another program. */
  blurAll(): Promise<void>;
  power(event: 'resume' | 'suspend'): Promise<void>;
  /** Whether a permission would be granted to the window of a page. */
  permits(page: Page, permission: string): Promise<boolean>;
  /** Faults that were seen: unknown members, unheard messages, uncaught errors, broken policies. */
  violations(): readonly string[];
  /** Resolves with the exit code or the signal. */
  readonly exited: Promise<number | string>;
  /** Starts the same profile once more; resolves with the exit code of that start. */
  startAgain(): Promise<number | string>;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Quits as a person does, and rejects when the client did not end well (unless it was killed) or faults were seen. */
  close(): Promise<void>;
}

const patience = 15_000;

/** Starts the built main entry (`out/main/main.js`) and resolves at once; wait for a page. */
export async function launchElectronDouble(options: ElectronDoubleOptions): Promise<ElectronDouble> {
  const { dataDir, profile, language = 'en', theme = 'light', keyring = 'gnome_libsecret' } = options;
  const own = options.browser ? undefined : await chromium.launch(browserOptions());
  const context = await newContext(options.browser ?? own, language, theme);
  const machine: Machine = { locale: language === 'zh' ? 'zh-CN' : 'en-GB', dark: theme === 'dark', keyring };
  const args = ['--data', dataDir, '--profile', profile, ...(options.args ?? [])];
  const seen = { dialogs: [] as { title: string; content: string }[], externals: [] as string[] };
  const violations: string[] = [];
  const lifecycle: string[] = [];
  const notifications = new Map<number, ShownNotification>();
  const watchers = new Set<() => void>();
  let tray: TrayState | undefined;
  let badge = 0;
  let killed = false;
  let themeSource: 'system' | 'light' | 'dark' = 'system';
  const early: Tell[] = [];
  let shown: Awaited<ReturnType<typeof showWindows>> | undefined;

  const dress = (page: Page) => page.emulateMedia({ colorScheme: themeSource === 'system' ? theme : themeSource });
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  const hear = (message: Exclude<Tell, { kind: 'answer' }>): void => {
    switch (message.kind) {
      case 'tray':
        tray = message.tray;
        return;
      case 'notification':
        notifications.set(message.id, message);
        return;
      case 'notification-gone':
        notifications.delete(message.id);
        return;
      case 'dialog':
        seen.dialogs.push(message);
        return;
      case 'external':
        seen.externals.push(message.url);
        return;
      case 'badge':
        badge = message.count;
        return;
      case 'lifecycle':
        lifecycle.push(message.event);
        return;
      case 'violation':
        violations.push(message.text);
        return;
      case 'theme':
        themeSource = message.source;
        for (const page of context.pages()) void dress(page).catch(() => {});
        return;
      default:
        if (shown) shown.hear(message);
        else early.push(message);
    }
  };
  const main = startMainProcess({ args, env: options.env ?? {}, machine, onTell: hear });
  shown = await showWindows({ context, ask: main.ask, dress, violation: (text) => violations.push(text), changed });
  for (const message of early.splice(0)) hear(message as Exclude<Tell, { kind: 'answer' }>);
  const { windows, settled } = shown;
  const tidy = async () => {
    await context.close();
    await own?.close();
  };
  const ended = main.exited.then(async (reason) => {
    await tidy();
    return reason;
  });
  const idOf = (page: Page) => {
    const found = [...windows.values()].find((window) => window.page === page);
    if (!found) throw new Error('The page is no window of this client');
    return found.state.id;
  };
  const pages = () => [...windows.values()].flatMap(({ page }) => (page && page.url() !== 'about:blank' ? [page] : []));

  return {
    pages,
    async waitForPage(matches) {
      const deadline = AbortSignal.timeout(patience);
      for (;;) {
        const found = pages().find(matches);
        if (found) return found;
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        const late = () => reject(new Error(`No such page. ${violations.join('; ')} ${main.errors()}`));
        watchers.add(resolve);
        deadline.addEventListener('abort', late);
        void main.exited.then(late);
        await promise.finally(() => {
          watchers.delete(resolve);
          deadline.removeEventListener('abort', late);
        });
      }
    },
    window: (page) => [...windows.values()].find((window) => window.page === page)?.state,
    tray: () => tray,
    async clickTray() {
      await settled();
      await main.ask({ kind: 'tray-click' });
    },
    chooseInTray: async (...labels) => void (await main.ask({ kind: 'tray-menu', labels })),
    notifications: () => [...notifications.values()],
    clickNotification: async (id) => void (await main.ask({ kind: 'notification-click', id })),
    dialogs: () => seen.dialogs,
    externals: () => seen.externals,
    badge: () => badge,
    lifecycle: () => lifecycle,
    closeWindow: async (page) => void (await main.ask({ kind: 'close', id: idOf(page) })),
    focusWindow: async (page) => void (await main.ask({ kind: 'focus', id: idOf(page) })),
    moveWindow: async (page, bounds) => void (await main.ask({ kind: 'move', id: idOf(page), bounds })),
    blurAll: async () => void (await main.ask({ kind: 'blur' })),
    power: async (event) => void (await main.ask({ kind: 'power', event })),
    permits: async (page, permission) => Boolean(await main.ask({ kind: 'permission', id: idOf(page), permission })),
    violations: () => violations,
    exited: ended,
    startAgain: () => startMainProcess({ args, env: options.env ?? {}, machine, onTell: () => {} }).exited,
    async kill(signal) {
      killed = true;
      main.child.kill(signal);
      await ended;
    },
    async close() {
      if (main.child.exitCode === null && main.child.signalCode === null) {
        await main.ask({ kind: 'quit' }).catch(() => {});
      }
      const reason = await ended;
      const faults = [...violations, ...(reason === 0 || killed ? [] : [`It ended with ${reason}. ${main.errors()}`])];
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}

/** How the tests' browser is started. */
export function browserOptions() {
  const executablePath = process.env.WEBQQ_TEST_BROWSER;
  return {
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-sync'],
  };
}

async function newContext(
  browser: Browser | undefined,
  language: 'zh' | 'en',
  theme: 'light' | 'dark',
): Promise<BrowserContext> {
  if (!browser) throw new Error('No browser');
  return browser.newContext({
    viewport: null,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
}
