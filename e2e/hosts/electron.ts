import { resolve } from 'node:path';
import { _electron } from 'playwright';
import type { Host, RunningClient } from './host.ts';

const main = resolve(import.meta.dirname, '../../out/main/main.js');

const strings = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** The client in its own Electron runtime, on machines that have one. */
export function createElectronHost(executablePath: string): Host {
  return {
    name: 'electron',
    async launch({ dataDir, profile, language = 'en', theme = 'light' }): Promise<RunningClient> {
      const app = await _electron.launch({
        executablePath,
        args: ['--no-sandbox', main, '--data', dataDir, '--profile', profile],
        env: { ...strings(process.env), LANG: language === 'zh' ? 'zh_CN.UTF-8' : 'en_GB.UTF-8' },
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        colorScheme: theme,
      });
      let page = await app.firstWindow();
      return {
        get main() {
          return page;
        },
        async windowOpenedBy(action) {
          const [opened] = await Promise.all([app.waitForEvent('window'), action()]);
          await opened.waitForLoadState();
          return opened;
        },
        windows: () => app.windows(),
        async reopen() {
          const opened = app.waitForEvent('window');
          await app.evaluate(({ app: electron }) => electron.emit('activate'));
          page = await opened;
          return page;
        },
        async stop(signal) {
          if (signal === 'SIGKILL') app.process().kill(signal);
          else await app.close();
        },
      };
    },
    async close() {},
  };
}
