import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';
import { say, words } from './words.mjs';

const home = join(root, 'node_modules/electron');
const failureNote = join(root, '.cache/electron-not-fetched');
const dayMs = 24 * 60 * 60 * 1000;
const fetchLimitMs = 120_000;

/**
 * The program of Electron's runtime, found by looking at files: importing the package would try to download it.
 * `undefined` when it is not here.
 */
export function findElectron(env = process.env, folder = home) {
  if (env.ELECTRON_EXEC_PATH) return existing(env.ELECTRON_EXEC_PATH);
  const named = join(folder, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : platformName();
  return existing(join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name));
}

/** The runtime for a client with these arguments; `undefined`, with a line that says why, when it opens in a browser. */
export function electronFor(args) {
  // Options of the plain Node entry, which open no window or only say where it is.
  const withoutWindow = ['--headless', '--serve', '--json', '--help'].some((option) => args.includes(option));
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (withoutWindow || !hasDisplay) return undefined;
  const found = findOrFetchElectron();
  if (!found) say(words.noElectron);
  return found;
}

/** The runtime, fetched if it can be; a fetch that failed is not tried again for a day. */
function findOrFetchElectron() {
  const found = findElectron();
  if (found || !existsSync(join(home, 'install.js')) || failedLately()) return found;
  say(words.fetching);
  spawnSync(process.execPath, [join(home, 'install.js')], {
    stdio: 'ignore',
    timeout: fetchLimitMs,
    killSignal: 'SIGKILL',
  });
  const fetched = findElectron();
  if (fetched) {
    rmSync(failureNote, { force: true });
  } else {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(failureNote, '');
  }
  return fetched;
}

function failedLately() {
  const note = statSync(failureNote, { throwIfNoEntry: false });
  return note !== undefined && Date.now() - note.mtimeMs < dayMs;
}

function platformName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function existing(path) {
  return existsSync(path) ? path : undefined;
}
