import { type Browser, chromium, type Page } from 'playwright/test';
import { browserOptions, launchElectronDouble } from '../electron-double/launch.ts';
import type { Host, LaunchOptions, RunningClient } from './host.ts';

/** The built Electron entry and preload with a double for the `electron` module; its windows are real pages. */
export function createDoubleHost(): Host {
  let browser: Promise<Browser> | undefined;
  return {
    name: 'electron double',
    async launch(options) {
      browser ??= chromium.launch(browserOptions());
      return launch(options, await browser);
    },
    async close() {
      await (await browser)?.close();
    },
  };
}

async function launch(options: LaunchOptions, browser: Browser): Promise<RunningClient> {
  const double = await launchElectronDouble({ ...options, browser });
  const isMain = (page: Page) => !page.url().includes('#/chat/');
  let main = await double.waitForPage(isMain);
  let stopped: Promise<void> | undefined;
  return {
    get main() {
      return main;
    },
    async windowOpenedBy(action) {
      const before = new Set(double.pages());
      await action();
      const page = await double.waitForPage((each) => !before.has(each));
      await page.waitForLoadState();
      return page;
    },
    windows: () => double.pages(),
    async reopen() {
      await double.startAgain();
      main = await double.waitForPage(isMain);
      return main;
    },
    stop(signal) {
      stopped ??= signal === 'SIGKILL' ? double.kill(signal) : double.close();
      return stopped;
    },
  };
}
