import { sleep } from '#main/net/pace.ts';
import { type BrowserWindow, findBrowser, hasDisplay, openBrowserWindow } from './browser.ts';
import { endLeftover } from './leftover.ts';
import { words } from './words.ts';

/** What the windows of a browser need. */
export interface WindowsOptions {
  /** An address that lets one window in, once. */
  mintUrl(): string;
  /** How many windows are connected. */
  count(): number;
  /** For the browser's own files. */
  readonly dataDir: string;
  /** Says a line to the person. */
  say(line: string): void;
}

/** The client's windows in a browser that is installed here. */
export interface Windows {
  /** Opens a window; `false` when there is no way, and then the address was said instead. */
  open(): boolean;
  /** Resolves when the person closed the last window; never while there was none. */
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
  let seen = false;

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
    window.ended.then(() => started.delete(window));
    return true;
  };

  return {
    open,
    async closed(signal) {
      if (hasDisplay()) await endLeftover(dataDir, signal);
      let opened = open();
      for (let empty = 0; ; empty += 1) {
        await sleep(checkMs, signal);
        if (count() > 0) {
          seen = true;
          empty = 0;
        } else if (seen && (started.size === 0 || empty >= goneAfter)) {
          return;
        } else if (opened && !seen && started.size === 0 && empty >= failedAfter) {
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
