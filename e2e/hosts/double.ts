import { launchElectronDouble } from '../electron-double/launch.ts';
import type { Host, RunningClient } from './host.ts';

/** The built Electron entry against the double of `electron`, whose windows are real pages. */
export function createDoubleHost(): Host {
  return {
    name: 'electron double',
    async launch(options): Promise<RunningClient> {
      const double = await launchElectronDouble(options);
      let main = await double.waitForPage(() => true);
      await main.waitForLoadState();
      return {
        get main() {
          return main;
        },
        async windowOpenedBy(action) {
          const before = new Set(double.pages());
          const opened = double.waitForPage((page) => !before.has(page));
          await action();
          const page = await opened;
          await page.waitForLoadState();
          return page;
        },
        windows: () => double.pages(),
        async reopen() {
          const before = new Set(double.pages());
          await double.clickTray();
          main = await double.waitForPage((page) => !before.has(page));
          return main;
        },
        async stop(signal) {
          if (signal === 'SIGKILL') await double.kill(signal);
          else await double.close();
        },
      };
    },
    async close() {},
  };
}
