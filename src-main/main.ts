import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, ipcMain, Menu, Notification, nativeTheme, powerMonitor, safeStorage } from 'electron';
import { AppError } from '#shared/errors.ts';
import type { Snapshot } from '#shared/events.ts';
import { createApp } from './app.ts';
import { type CommandLine, profileDir, readCommandLine, UsageError } from './command-line.ts';
import { builtHome, declareScheme, serveScheme } from './shell/media-protocol.ts';
import { showNotifications } from './shell/notify.ts';
import { createStoreSettings } from './shell/settings-file.ts';
import { createTray } from './shell/tray.ts';
import { createSystemVault } from './shell/vault.ts';
import { createWindows, openOutside } from './shell/window.ts';
import { createLog } from './store/log.ts';
import { listenToWindows } from './ui/electron-port.ts';
import { isSameHost } from './ui/window-kinds.ts';
import { wordsFor } from './ui/words.ts';

/** The renderer's page: of the build, or of the development server while there is one. */
const developerHome = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const home = developerHome ? new URL(developerHome).href : builtHome;

declareScheme();
app.enableSandbox();
app.setAppUserModelId('webqq-desktop');
try {
  const line = commandLine();
  const profile = { name: line.profile, dir: profileDir(line) };
  mkdirSync(profile.dir, { recursive: true });
  // The lock belongs to the profile, so the folder comes first. Chromium's own files keep out of ours.
  app.setPath('userData', profile.dir);
  app.setPath('sessionData', join(profile.dir, 'chromium'));
  if (app.requestSingleInstanceLock()) {
    app
      .whenReady()
      .then(() => start(profile))
      .catch(fail);
  } else app.quit();
} catch (error) {
  app
    .whenReady()
    .then(() => fail(error))
    .catch(() => app.exit(1));
}

/** Our own options; switches of Electron and Chromium stand beside them. */
function commandLine(): CommandLine {
  const options = { profile: { type: 'string' }, data: { type: 'string' } } as const;
  const { values } = parseArgs({ args: process.argv.slice(1), strict: false, options });
  const own = Object.entries(values).filter(([name]) => name in options);
  return readCommandLine(own.map(([name, value]) => `--${name}=${value}`));
}

async function start(profile: { readonly name: string; readonly dir: string }): Promise<void> {
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  const settings = createStoreSettings(profile.dir);
  const log = createLog(join(profile.dir, 'logs'));
  const vault = await createSystemVault(safeStorage, profile.dir);
  const quit = () => app.quit();
  const client = await createApp({ profile, settings, vault, log, openExternal: openOutside, quit });
  const { hub, accounts, media } = client.core;
  const words = () => wordsFor(settings.read().language, app.getLocale());
  const ended = new AbortController();
  let quitting = false;

  const hidesMain = () => {
    if (quitting || !settings.read().closeToTray || !isSignedIn(hub.snapshot())) return false;
    if (settings.get('trayExplained') !== true) {
      settings.set('trayExplained', true);
      new Notification({ title: words().product, body: words().stillRunning }).show();
    }
    return true;
  };
  const preload = join(import.meta.dirname, '../preload/preload.cjs');
  const windows = createWindows({ home, preload, settings, hidesMain, mainClosed: quit });
  const adapt = () => {
    nativeTheme.themeSource = settings.read().theme;
    windows.shapeMain(isSignedIn(hub.snapshot()) ? 'panel' : 'sign-in');
  };
  const detach = hub.attach({
    watches: () => false,
    deliver: (events) => {
      if (events.some(({ kind }) => kind.startsWith('account') || kind === 'settings')) adapt();
    },
  });

  app.on('second-instance', windows.showMain);
  app.on('activate', windows.showMain);
  app.on('before-quit', () => {
    quitting = true;
  });
  // The windows are closed by now; what is left ends in order, and then the process.
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ended.signal.aborted) return;
    detach();
    ended.abort();
    client
      .close()
      .catch((error: unknown) => log.error('quit.failed', { code: AppError.from(error).code }))
      .finally(() => log.close())
      .finally(() => app.exit(0));
  });
  powerMonitor.on('resume', () => accounts.wakeAll());
  serveScheme({ dir: join(import.meta.dirname, '../renderer'), media: (hash) => media.file(hash) });
  const wake = () => accounts.wakeAll();
  listenToWindows({ ipcMain, isOwn: (url) => isSameHost(url, home), serve: (port) => client.serveFront(port), wake });
  createTray({ ...windows, core: client.core, words, quit }, ended.signal);
  showNotifications({ hub, windows, words }, ended.signal);
  adapt();
  windows.showMain();
}

/** Whether there is a panel to show: somebody is signed in, or will be again without being asked. */
function isSignedIn({ accounts }: Snapshot): boolean {
  return accounts.some(({ phase }) => phase === 'online' || phase === 'reconnecting');
}

function fail(error: unknown): void {
  const words = wordsFor('system', app.getLocale());
  const reason = error instanceof UsageError ? error.message : words.cannotStart(app.getPath('userData'));
  dialog.showErrorBox(words.product, `${reason}\n\n${error instanceof Error ? error.message : ''}`);
  app.exit(1);
}
