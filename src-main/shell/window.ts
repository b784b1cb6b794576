import { BrowserWindow, nativeTheme, screen, session, shell } from 'electron';
import type { SettingsFile } from '#main/store/settings.ts';
import { type Bounds, cascade, centered, clamp, createBoundsMemory } from '#main/ui/window-bounds.ts';
import {
  chatHash,
  chatKind,
  chatOf,
  isSameHost,
  type MainKind,
  type WindowKind,
  windowSizes,
} from '#main/ui/window-kinds.ts';
import type { ConversationId } from '#shared/ids.ts';

const chatWindows = 10;
const allowed: ReadonlySet<string> = new Set(['notifications', 'clipboard-sanitized-write']);

export interface WindowsOptions {
  /** The address of the renderer's page. */
  readonly home: string;
  readonly preload: string;
  readonly settings: SettingsFile;
  /** The main window is about to close; true when it hides instead. */
  hidesMain(): boolean;
  mainClosed(): void;
}

/** The windows of the client: one main window, and one for each open chat. */
export interface Windows {
  showMain(): void;
  hideMain(): void;
  isMainVisible(): boolean;
  /** Shows the settings in the main window. */
  showSettings(): void;
  /** Gives the main window the shape of the sign-in form or of the panel. */
  shapeMain(kind: MainKind): void;
  /** Opens the window of a chat or brings it to the front. */
  openChat(id: ConversationId): void;
  /** Whether the chat's window has the focus. */
  isChatFocused(id: ConversationId): boolean;
}

export function createWindows({ home, preload, settings, hidesMain, mainClosed }: WindowsOptions): Windows {
  const memory = createBoundsMemory(settings);
  /** Least recently used first. */
  const chats = new Map<ConversationId, BrowserWindow>();
  let mainKind: MainKind = 'sign-in';
  let main: BrowserWindow | undefined;

  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(allowed.has(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));

  const create = (kind: WindowKind, hash: string, bounds: Bounds): BrowserWindow => {
    const window = new BrowserWindow({
      ...windowSizes[kind],
      ...bounds,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181D' : '#F5F7FA',
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      },
    });
    const { webContents: contents } = window;
    contents.setWindowOpenHandler(({ url }) => {
      const chat = isSameHost(url, home) ? chatOf(url) : undefined;
      if (chat) openChat(chat);
      else openOutside(url);
      return { action: 'deny' };
    });
    // A page may load itself again; it never turns into another one.
    contents.on('will-navigate', (event) => {
      if (!isSameHost(event.url, home)) event.preventDefault();
    });
    contents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') contents.reload();
    });
    window.once('ready-to-show', () => window.show());
    load(window, hash);
    return window;
  };
  // A load that another one overtakes, or that its window does not live to see, is no failure.
  const load = (window: BrowserWindow, hash: string) => void window.loadURL(`${home}${hash}`).catch(() => {});

  const openMain = (): BrowserWindow => {
    const window = create(mainKind, '#/', place(mainKind, memory.recall(mainKind)));
    window.on('close', (event) => {
      rememberMain();
      if (!hidesMain()) return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      main = undefined;
      mainClosed();
    });
    return window;
  };
  const rememberMain = () => {
    if (main && mainKind === 'panel') memory.remember(main.getNormalBounds(), mainKind);
  };

  const openChat = (id: ConversationId) => {
    const open = chats.get(id);
    if (open) {
      present(open);
      return;
    }
    const kind = chatKind(id);
    if (!kind) return;
    const [oldest] = chats.values();
    if (chats.size >= chatWindows) oldest?.close();
    const window = create(kind, chatHash(id), place(kind, memory.recall(id, kind)));
    chats.set(id, window);
    window.on('focus', () => {
      chats.delete(id);
      chats.set(id, window);
    });
    window.on('close', () => memory.remember(window.getNormalBounds(), id, kind));
    window.on('closed', () => chats.delete(id));
  };

  const showMain = (): BrowserWindow => {
    // A new window shows itself with its first picture.
    if (main) present(main);
    else main = openMain();
    return main;
  };
  return {
    showMain,
    hideMain: () => main?.hide(),
    isMainVisible: () => main?.isVisible() ?? false,
    showSettings: () => load(showMain(), '#/settings'),
    shapeMain(kind) {
      if (kind === mainKind) return;
      rememberMain();
      mainKind = kind;
      if (!main) return;
      const { width, height, minWidth, minHeight, maxWidth, resizable } = windowSizes[kind];
      main.setResizable(resizable);
      main.setMinimumSize(minWidth, minHeight);
      main.setMaximumSize(maxWidth, 0);
      main.setBounds(place(kind, memory.recall(kind) ?? { ...main.getBounds(), width, height }));
    },
    openChat,
    isChatFocused: (id) => chats.get(id)?.isFocused() ?? false,
  };
}

/** Opens an http, https or mailto address outside of the client; anything else is ignored. */
export function openOutside(url: string): void {
  if (/^(https?|mailto):/i.test(url)) void shell.openExternal(url).catch(() => {});
}

function present(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Where a new window goes: where it was, or in the middle, and not exactly over another one. */
function place(kind: WindowKind, remembered: Bounds | undefined): Bounds {
  const { workArea } = remembered ? screen.getDisplayMatching(remembered) : screen.getPrimaryDisplay();
  const others = BrowserWindow.getAllWindows().map((window) => window.getBounds());
  return clamp(cascade(remembered ?? centered(windowSizes[kind], workArea), others), workArea);
}
