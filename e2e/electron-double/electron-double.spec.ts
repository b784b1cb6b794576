import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright/test';
import { Chat } from '../pages/chat.ts';
import type { Panel } from '../pages/panel.ts';
import { SignIn } from '../pages/sign-in.ts';
import { test as base, expect } from '../world.ts';
import { browserOptions, type ElectronDouble, type ElectronDoubleOptions, launchElectronDouble } from './launch.ts';

type Start = (
  profile: string,
  options?: Partial<ElectronDoubleOptions>,
) => Promise<{ app: ElectronDouble; page: Page }>;

const test = base.extend<{ start: Start }, { pages: Browser }>({
  pages: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of wanted fixtures from this pattern
    async ({}, use) => {
      const browser = await chromium.launch(browserOptions());
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  /** Starts a client; at the end of the test it must quit well and have seen no fault. */
  start: async ({ world, pages: browser }, use) => {
    const running: ElectronDouble[] = [];
    await use(async (profile, options = {}) => {
      const app = await launchElectronDouble({ dataDir: join(world.dir, 'clients'), profile, browser, ...options });
      running.push(app);
      return { app, page: await app.waitForPage(() => true) };
    });
    for (const app of running) await app.close();
  },
});

const isChat = (page: Page) => page.url().includes('#/chat/');
const labels = (app: ElectronDouble) => (app.tray()?.menu ?? []).map(({ label }) => label);

test('the sign-in window is hardened, painted at once and served with the strict policy', async ({ start }) => {
  const { app, page } = await start('first', { theme: 'dark' });
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect.poll(() => app.window(page)).toMatchObject({ visible: true, focused: true });
  expect(app.window(page)).toMatchObject({
    resizable: false,
    backgroundColor: '#14181D',
    bounds: { width: 380, height: 520 },
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
  });
  const answer = await page.reload();
  expect(answer?.headers()).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'none'") });
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const world = await page.evaluate(async () => ({
    port: Object.keys((globalThis as { webqqPort?: object }).webqqPort ?? {}).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    outside: (await fetch('/..%2f..%2fpackage.json')).status,
    media: (await fetch(`/media/${'0'.repeat(64)}`)).status,
  }));
  expect(world).toEqual({ port: ['onMessage', 'post'], node: [], outside: 404, media: 404 });
  for (const permission of ['media', 'geolocation', 'clipboard-read', 'openExternal']) {
    expect(await app.permits(page, permission)).toBe(false);
  }
  expect(await app.permits(page, 'clipboard-sanitized-write')).toBe(true);
});

test('a chat has one window, which comes to the front when it is opened again', async ({ start }) => {
  const { app, page } = await start('one');
  const panel = await new SignIn(page).trySample();
  await expect.poll(() => app.window(page)?.bounds.width).toBe(300);
  await panel.openBuddy('Echo');
  const chat = await app.waitForPage(isChat);
  await new Chat(chat).isShown();
  await expect.poll(() => app.window(chat)).toMatchObject({ focused: true, bounds: { width: 620, height: 560 } });
  await panel.openBuddy('Echo');
  await expect.poll(() => app.window(chat)?.focused).toBe(true);
  expect(app.pages()).toHaveLength(2);
  await panel.openGroup('Project talk');
  const group = await app.waitForPage((each) => isChat(each) && each !== chat);
  await new Chat(group).isShown();
  expect(app.window(group)?.bounds).toMatchObject({ width: 840, height: 600 });
  await group.reload();
  await new Chat(group).isShown();
});

test('bounds come back with the window, inside of the display', async ({ start }) => {
  const { app, page } = await start('bounds');
  const panel = await new SignIn(page).trySample();
  await panel.openBuddy('Echo');
  const chat = await app.waitForPage(isChat);
  await app.moveWindow(chat, { x: 1500, y: 40, width: 500, height: 420 });
  await app.closeWindow(chat);
  await expect.poll(() => app.pages().length).toBe(1);
  await panel.openBuddy('Echo');
  const again = await app.waitForPage(isChat);
  expect(app.window(again)?.bounds).toEqual({ x: 1100, y: 40, width: 500, height: 420 });
});

test('pages lead nowhere else; only web and mail addresses reach other programs', async ({ start }) => {
  const { app, page } = await start('outside');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const opened = await page.evaluate(() =>
    ['https://example.org/a', 'mailto:a@example.org', 'file:///etc/passwd', 'data:text/html,x', '#/settings'].map(
      (url) => window.open(url) === null,
    ),
  );
  expect(opened).toEqual([true, true, true, true, true]);
  await expect.poll(() => app.externals()).toEqual(['https://example.org/a', 'mailto:a@example.org']);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/b';
    link.target = '_blank';
    document.body.append(link);
    link.click();
  });
  await expect.poll(() => app.externals()).toContain('https://example.org/b');
  await page.evaluate(() => {
    location.href = 'https://example.org/c';
  });
  await page.evaluate(() => {
    location.href = 'app://elsewhere/';
  });
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(app.pages()).toHaveLength(1);
  expect(app.externals()).toHaveLength(3);
});

test('a second start shows the window of the first and ends', async ({ start }) => {
  const { app, page } = await start('twice');
  await new SignIn(page).trySample();
  await app.clickTray();
  expect(app.window(page)?.visible).toBe(false);
  expect(await app.startAgain()).toBe(0);
  await expect.poll(() => app.window(page)).toMatchObject({ visible: true, focused: true });
  expect(app.pages()).toHaveLength(1);
});

test('the sign-in window quits, the panel hides to the tray and says so once', async ({ start }) => {
  const { app, page } = await start('closing');
  await new SignIn(page).trySample();
  await app.closeWindow(page);
  expect(app.window(page)?.visible).toBe(false);
  await expect
    .poll(() => app.notifications().map(({ body }) => body))
    .toEqual([expect.stringMatching(/^Still running/)]);
  await app.chooseInTray('Open panel');
  expect(app.window(page)?.visible).toBe(true);
  await app.closeWindow(page);
  expect(app.notifications()).toHaveLength(1);
  await app.clickTray();
  expect(app.window(page)?.visible).toBe(true);
  // A page that is gone comes back with its window.
  await page.close();
  await app.clickTray();
  const again = await app.waitForPage((each) => each !== page);
  await expect(again.getByRole('tablist', { name: 'Contacts' })).toBeVisible();
  await app.chooseInTray('Quit');
  expect(await app.exited).toBe(0);
  expect(app.lifecycle()).toEqual(['before-quit', 'will-quit', 'exit 0']);

  const second = await start('closing-too');
  await expect(second.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await second.app.closeWindow(second.page);
  expect(await second.app.exited).toBe(0);
});

/** Two people with panels, on one server. */
async function twoPeople(
  start: Start,
  server: { url: string; person(index: number): { nick: string } & Parameters<SignIn['signIn']>[0] },
) {
  const [one, other] = [server.person(0), server.person(2)];
  const writer = await start('writer');
  const reader = await start('reader');
  const writing = await new SignIn(writer.page).signIn(one);
  const reading = await new SignIn(reader.page).signIn(other);
  await writing.openBuddy(other.nick);
  const chat = new Chat(await writer.app.waitForPage(isChat));
  await chat.isShown();
  return { writer: one.nick, chat, ...reader, panel: reading as Panel, nick: other.nick };
}

test('a message shows in a notification, the badge and the tray until it is read', async ({ start, world }) => {
  const { app, page, panel, chat, writer, nick } = await twoPeople(start, await world.server());
  await expect.poll(() => labels(app)).toContain(`${nick} – Online`);
  const quiet = app.tray()?.icon;
  await chat.say('<b>hello</b>');
  await expect.poll(() => app.notifications()).toHaveLength(1);
  const [notification] = app.notifications();
  expect(notification).toMatchObject({ title: writer });
  expect(notification?.body).toBe(process.platform === 'linux' ? '&lt;b&gt;hello&lt;/b&gt;' : '<b>hello</b>');
  await expect.poll(() => app.badge()).toBe(1);
  expect(labels(app)).toContain(`${writer} (1)  <b>hello</b>`);
  expect(app.tray()).toMatchObject({ toolTip: 'WebQQ Desktop (1)' });
  expect(app.tray()?.icon).not.toBe(quiet);

  await app.clickNotification(notification?.id ?? 0);
  const opened = await app.waitForPage(isChat);
  await expect(new Chat(opened).row('<b>hello</b>')).toBeVisible();
  await expect.poll(() => app.badge()).toBe(0);
  expect(app.notifications()).toEqual([]);
  expect(app.tray()?.icon).toBe(quiet);

  await chat.say('you see this one');
  await expect(async () => {
    const row = panel.recentRow(writer);
    expect(await row.textContent()).toContain('you see this one');
    expect(await row.getAttribute('aria-label')).not.toContain('unread');
  }).toPass();
  await expect.poll(() => app.badge()).toBe(0);
  expect(app.notifications()).toEqual([]);

  await app.blurAll();
  await chat.say('but not this one');
  await expect.poll(() => app.notifications().map(({ body }) => body)).toEqual(['but not this one']);
  await expect.poll(() => app.badge()).toBe(1);
  await app.chooseInTray('Mark all read');
  await expect.poll(() => app.badge()).toBe(0);
  expect(app.notifications()).toEqual([]);

  await app.closeWindow(opened);
  await chat.say('the window is gone');
  await expect.poll(() => app.badge()).toBe(1);
  await app.chooseInTray(`${writer} (1)  the window is gone`);
  await expect(new Chat(await app.waitForPage(isChat)).row('the window is gone')).toBeVisible();
  await app.chooseInTray(`${nick} – Online`, 'Away');
  await expect.poll(() => labels(app)).toContain(`${nick} – Away`);
  await app.chooseInTray('Settings');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('the machine that wakes up tries the server again at once', async ({ start, world }) => {
  const server = await world.server();
  const { app, page } = await start('sleeper');
  const person = server.person(0);
  await new SignIn(page).signIn(person);
  await expect.poll(() => labels(app)).toContain(`${person.nick} – Online`);
  await server.stop();
  await expect.poll(() => labels(app)).toContain(`${person.nick} – Offline`);
  await server.start();
  await app.power('resume');
  await expect.poll(() => labels(app)).toContain(`${person.nick} – Online`);
});

test('a remembered password is sealed, and signs in again after the client was killed', async ({ start, world }) => {
  const server = await world.server();
  const person = server.person(0);
  const first = await start('sealed');
  await first.page.getByRole('checkbox', { name: 'Remember password' }).check();
  await new SignIn(first.page).signIn(person, { stay: true });
  const secrets = join(world.dir, 'clients/sealed/sealed.json');
  await expect.poll(() => existsSync(secrets)).toBe(true);
  expect(readFileSync(secrets, 'utf8')).not.toContain(person.password);
  expect(existsSync(join(world.dir, 'clients/sealed/secrets.json'))).toBe(false);
  await first.app.kill('SIGKILL');

  const { app, page } = await start('sealed');
  await expect.poll(() => labels(app)).toContain(`${person.nick} – Online`);
  await expect(page.getByRole('tablist', { name: 'Contacts' })).toBeVisible();
  expect(app.window(page)?.bounds.width).toBe(300);
});

test('without a keyring a notice says where secrets are', async ({ start, world }) => {
  test.skip(process.platform !== 'linux', 'Other systems always have a keyring.');
  const server = await world.server();
  const { page } = await start('plain', { keyring: 'basic_text' });
  await page.getByRole('checkbox', { name: 'Remember password' }).check();
  await new SignIn(page).signIn(server.person(0));
  await expect(page.getByText(join(world.dir, 'clients/plain'))).toBeVisible();
});

test('a start that cannot succeed says why in a box and ends', async ({ world, pages: browser }) => {
  const dataDir = join(world.dir, 'clients');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'taken'), 'a file where the folder should be');
  const taken = await launchElectronDouble({ dataDir, profile: 'taken', browser });
  expect(await taken.exited).toBe(1);
  expect(taken.dialogs()).toEqual([
    { kind: 'dialog', title: 'WebQQ Desktop', content: expect.stringContaining(join(dataDir, 'taken')) },
  ]);
  const named = await launchElectronDouble({ dataDir, profile: '../x', browser });
  expect(await named.exited).toBe(1);
  expect(named.dialogs()[0]?.content).toContain('--profile');
  expect([...taken.violations(), ...named.violations()]).toEqual([]);
});

test('a termination signal ends the client in order', async ({ start }) => {
  const { app, page } = await start('signal');
  await new SignIn(page).trySample();
  await app.kill('SIGTERM');
  expect(await app.exited).toBe(0);
  expect([...new Set(app.lifecycle())]).toEqual(['before-quit', 'will-quit', 'exit 0']);
});
