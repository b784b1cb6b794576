import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where browsers are looked for; tests give their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  exists(path: string): boolean;
}

const linuxNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const macNames = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPaths = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** The program of an installed Chrome, Chromium or Edge, if there is one. */
export function findBrowser(machine: Machine = thisMachine): string | undefined {
  return candidates(machine).find((path) => machine.exists(path));
}

/** Whether a window could be seen here. */
export function hasDisplay({ platform, env }: Pick<Machine, 'platform' | 'env'> = thisMachine): boolean {
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

function candidates({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const bases = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((base) => base !== undefined);
    return windowsPaths.flatMap((path) => bases.map((base) => `${base}\\${path}`));
  }
  if (platform === 'darwin') {
    const bases = ['/Applications', `${homedir()}/Applications`];
    return macNames.flatMap((name) => bases.map((base) => `${base}/${name}.app/Contents/MacOS/${name}`));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

const thisMachine: Machine = { platform: process.platform, env: process.env, exists: canRun };

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A started browser. */
export interface BrowserWindow {
  /** Resolves when its process ended, with the exit code; `null` after a signal or when it could not be started. */
  readonly ended: Promise<number | null>;
  close(): void;
}

/**
 * Opens `url` in an app window of its own: no tabs, no address bar, a browser profile in `dataDir`. A browser that runs
 * with that profile already opens the window itself, and the process started here ends at once.
 */
export function openBrowserWindow(browser: string, url: string, dataDir: string): BrowserWindow {
  const child = spawn(browser, browserArguments(url, usableDataDir(browser, dataDir)), { stdio: 'ignore' });
  return { ended: endOf(child), close: () => void child.kill() };
}

/** No `--window-size`: it would override the size of every chat window; the page sizes the first one itself. */
export function browserArguments(url: string, dataDir: string, isRoot = process.getuid?.() === 0): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${dataDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-breakpad',
    '--disable-features=Translate,MediaRouter',
    // Nothing secret is kept in this browser profile, so no keyring has to be unlocked for it.
    '--password-store=basic',
    '--use-mock-keychain',
    // The sandbox refuses to run as root; --test-type takes away the warning about its absence.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

/** A browser from a snap cannot see hidden folders of the home folder, but it has one of its own. */
function usableDataDir(browser: string, dataDir: string): string {
  if (!browser.startsWith('/snap/')) return dataDir;
  return join(homedir(), 'snap/chromium/common', dataDir.replace(/[^\w-]+/g, '-'));
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
}
