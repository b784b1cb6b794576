import { type Browser, type BrowserContext, chromium } from 'playwright/test';
import { start } from '../processes.ts';
import type { Host, LaunchOptions, RunningClient } from './host.ts';

/** The JSON line of the headless client. */
interface ClientLine {
  readonly url: string;
  readonly server: string;
  readonly profile: string;
  readonly pid: number;
}

/** The Node entry with its windows in a real browser. */
export function createBrowserHost(): Host {
  let browser: Promise<Browser> | undefined;
  const open = () => {
    browser ??= chromium.launch({
      ...(process.env.WEBQQ_TEST_BROWSER ? { executablePath: process.env.WEBQQ_TEST_BROWSER } : {}),
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    });
    return browser;
  };
  return {
    name: 'browser window',
    async launch(options) {
      const context = await newContext(await open(), options);
      return launch(options, context);
    },
    async close() {
      await (await browser)?.close();
    },
  };
}

function newContext(browser: Browser, { language = 'en', theme = 'light' }: LaunchOptions): Promise<BrowserContext> {
  return browser.newContext({
    viewport: null,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
}

async function launch(options: LaunchOptions, context: BrowserContext): Promise<RunningClient> {
  const args = ['--headless', '--port', '0', '--json', '--data', options.dataDir, '--profile', options.profile];
  const started = await start<ClientLine>(args);
  let url = started.line.url;
  let main = await context.newPage();
  await main.setViewportSize({ width: 380, height: 680 });
  await main.goto(url);
  url = new URL('/', url).href;
  return {
    get main() {
      return main;
    },
    async windowOpenedBy(action) {
      const [page] = await Promise.all([context.waitForEvent('page'), action()]);
      await page.waitForLoadState();
      return page;
    },
    windows: () => context.pages(),
    async reopen() {
      main = await context.newPage();
      await main.goto(url);
      return main;
    },
    async stop(signal) {
      await started.stop(signal);
      await context.close();
    },
  };
}
