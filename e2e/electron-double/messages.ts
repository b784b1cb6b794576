/** What the double's two halves tell each other: the main process's `electron` module, and the pages of the test. */

/** An entry of a menu, as the person sees it. */
export interface MenuEntry {
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly submenu: readonly MenuEntry[];
}

export interface WindowState {
  readonly id: number;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly resizable: boolean;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly backgroundColor: string;
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

/** An answer of the main process's protocol handler. */
export interface ServedFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** From the main process to the test. */
export type Tell =
  | { readonly kind: 'window'; readonly state: WindowState; readonly preload: string }
  | { readonly kind: 'load'; readonly id: number; readonly load: number; readonly url: string }
  | { readonly kind: 'reload'; readonly id: number }
  | { readonly kind: 'post'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'window-gone'; readonly id: number }
  | { readonly kind: 'tray'; readonly tray: TrayState | undefined }
  | { readonly kind: 'notification'; readonly id: number; readonly title: string; readonly body: string }
  | { readonly kind: 'notification-gone'; readonly id: number }
  | { readonly kind: 'dialog'; readonly title: string; readonly content: string }
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'badge'; readonly count: number }
  | { readonly kind: 'theme'; readonly source: 'system' | 'light' | 'dark' }
  | { readonly kind: 'lifecycle'; readonly event: string }
  | { readonly kind: 'violation'; readonly text: string }
  | { readonly kind: 'answer'; readonly ask: number; readonly result?: unknown; readonly error?: string };

export interface TrayState {
  /** The name of the icon's file. */
  readonly icon: string;
  readonly toolTip: string;
  readonly menu: readonly MenuEntry[];
}

/** From the test to the main process; each is answered. */
export type Ask =
  | {
      readonly kind: 'ipc';
      readonly id: number;
      readonly url: string;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | {
      readonly kind: 'open';
      readonly id: number;
      readonly url: string;
      readonly frameName: string;
      readonly features: string;
    }
  | { readonly kind: 'will-navigate'; readonly id: number; readonly url: string }
  | { readonly kind: 'loaded'; readonly id: number; readonly load: number; readonly error?: string }
  | { readonly kind: 'navigated'; readonly id: number; readonly url: string }
  | { readonly kind: 'ready-to-show'; readonly id: number }
  | { readonly kind: 'crashed'; readonly id: number }
  /** The person closes, or clicks into, a window. */
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'focus'; readonly id: number }
  | { readonly kind: 'blur' }
  | { readonly kind: 'move'; readonly id: number; readonly bounds: WindowState['bounds'] }
  | { readonly kind: 'request'; readonly url: string; readonly method: string }
  | { readonly kind: 'permission'; readonly id: number; readonly permission: string }
  | { readonly kind: 'tray-click' }
  | { readonly kind: 'tray-menu'; readonly labels: readonly string[] }
  | { readonly kind: 'notification-click'; readonly id: number }
  | { readonly kind: 'power'; readonly event: string }
  | { readonly kind: 'quit' };

/** What the test chose for the machine. */
export interface Machine {
  readonly locale: string;
  readonly dark: boolean;
  /** The answer of `safeStorage.getSelectedStorageBackend()`. */
  readonly keyring: string;
}
