import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, ipcMain, Menu, Notification, nativeTheme, powerMonitor, safeStorage } from 'electron';
import { AppError } from '#shared/errors.ts';
import { createApp } from './app.ts';
import { type CommandLine, profileDir, readCommandLine, UsageError } from './command-line.ts';
import { makeFolder } from './host/folder.ts';
import { takeOrHandOver } from './host/instance.ts';
import { startFailure, words as startWords } from './host/words.ts';
import { builtHome, declareScheme, serveScheme } from './shell/media-protocol.ts';
import { showNotifications } from './shell/notify.ts';
import { createStoreSettings } from './shell/settings-file.ts';
import { createTray } from './shell/tray.ts';
import { createSystemVault } from './shell/vault.ts';
import { createWindows, openOutside } from './shell/window.ts';
import { createLog } from './store/log.ts';
import { listenToWindows } from './ui/electron-port.ts';
import { trace } from './ui/trace.ts';
import { isSameHost, mainShape } from './ui/window-kinds.ts';
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
  // The lock belongs to the profile, so the folder comes first. Chromium's own files keep out of ours.
  const sessionData = join(profile.dir, 'chromium');
  makeFolder(sessionData);
  app.setPath('userData', profile.dir);
  app.setPath('sessionData', sessionData);
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
  const ended = new AbortController();
  // The client that needs no Electron may have the profile; it shows itself then.
  const joined = await takeOrHandOver(profile.dir, ended.signal);
  if (!joined) return fail(new UsageError(startWords.profileBusy(profile.name)));
  if (!('lock' in joined)) return app.quit();
  const settings = createStoreSettings(profile.dir);
  const log = createLog(join(profile.dir, 'logs'));
  process.on('uncaughtException', (error) => {
    log.error('process.failed', trace(error));
    fail(error);
  });
  const vault = await createSystemVault(safeStorage, profile.dir);
  const quit = () => app.quit();
  const client = await createApp({ profile, settings, vault, log, openExternal: openOutside, quit });
  const { hub, accounts, media } = client.core;
  const words = () => wordsFor(settings.read().language, app.getLocale());
  let quitting = false;
  let shape = mainShape(hub.snapshot().accounts, 'panel');

  const hidesMain = () => {
    if (quitting || shape === 'sign-in' || !settings.read().closeToTray) return false;
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
    shape = mainShape(hub.snapshot().accounts, shape);
    windows.shapeMain(shape);
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
      .finally(() => joined.lock.release())
      .finally(() => log.close())
      .finally(() => app.exit(0));
  });
  // Whoever listens to signals takes them from Electron, and a library here does.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, quit);
  powerMonitor.on('resume', () => accounts.wakeAll());
  serveScheme({ dir: join(import.meta.dirname, '../renderer'), media: (hash) => media.file(hash) });
  const wake = () => accounts.wakeAll();
  listenToWindows({ ipcMain, isOwn: (url) => isSameHost(url, home), serve: (port) => client.serveFront(port), wake });
  createTray({ ...windows, core: client.core, words, quit }, ended.signal);
  showNotifications({ hub, windows, words }, ended.signal);
  adapt();
  windows.showMain();
}

function fail(error: unknown): void {
  const folder = app.getPath('userData');
  const sentence = error instanceof UsageError ? error.message : startFailure(AppError.from(error), folder);
  dialog.showErrorBox(app.getName(), sentence);
  app.exit(1);
}
