import { sleep } from '#main/net/pace.ts';
import { type BrowserWindow, findBrowser, hasDisplay, openBrowserWindow } from './browser.ts';
import { endLeftover } from './leftover.ts';
import { words } from './words.ts';

/** What the windows of a browser need. */
export interface WindowsOptions {
  /** An address that lets one window in, once. */
  mintUrl(): string;
  /** How many windows are connected now, and how many were since the start. */
  count(): { readonly open: number; readonly ever: number };
  /** For the browser's own files. */
  readonly dataDir: string;
  /** Says a line to the person. */
  say(line: string): void;
}

/** The client's windows in a browser that is installed here. */
export interface Windows {
  /** Opens a window; `false` when there is no way, and then the address was said instead. */
  open(): boolean;
  /** Opens the first window and resolves when the person closed the last one; never when we could not open one. */
  closed(signal: AbortSignal): Promise<void>;
  /** Closes the windows. */
  close(): void;
}

const checkMs = 500;
/** A reload takes a window away for a moment only. */
const goneAfter = 6;
const failedAfter = 20;

export function createWindows({ mintUrl, count, dataDir, say }: WindowsOptions): Windows {
  const browser = findBrowser();
  const started = new Set<BrowserWindow>();
  /** A browser ended and left no window behind. */
  let left = false;

  const open = () => {
    if (!hasDisplay()) {
      say(words.noDisplay(mintUrl()));
      return false;
    }
    if (browser === undefined) {
      say(words.noBrowser(mintUrl()));
      return false;
    }
    const window = openBrowserWindow(browser, mintUrl(), dataDir);
    started.add(window);
    window.ended.then(() => {
      started.delete(window);
      const { open: here, ever } = count();
      left = ever > 0 && here === 0;
    });
    return true;
  };

  return {
    open,
    async closed(signal) {
      if (hasDisplay()) await endLeftover(dataDir, signal);
      let opened = open();
      for (let empty = 0; ; empty += 1) {
        await sleep(checkMs, signal);
        const { open: here, ever } = count();
        if (here > 0) empty = 0;
        else if (opened && ever > 0 && (left || empty >= goneAfter)) return;
        else if (opened && ever === 0 && started.size === 0 && empty >= failedAfter) {
          say(words.browserFailed(mintUrl()));
          opened = false;
        }
      }
    },
    close() {
      for (const window of started) window.close();
    },
  };
}
