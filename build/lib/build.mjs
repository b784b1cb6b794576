import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { say, words } from './words.mjs';

export const root = resolve(import.meta.dirname, '../..');
/** The built Node entry. */
export const headlessEntry = join(root, 'out/main/headless.js');

const outputs = ['out/main/main.js', 'out/main/headless.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];
const sources = [
  'src-shared',
  'src-main',
  'src-renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** Whether something of the client in `folder` is not built, or was changed since. */
export function isStale(folder) {
  const built = Math.min(...outputs.map((path) => changeTime(join(folder, path))));
  return sources.some((path) => newestChange(join(folder, path)) > built);
}

/** Builds what is not built. Ends the process with the tool's words when that fails. */
export async function buildIfStale() {
  if (!existsSync(join(root, 'node_modules/electron-vite'))) {
    say(words.install);
    process.exit(1);
  }
  if (!isStale(root)) return;
  const done = await waitForTurn();
  // Another start may have built it meanwhile.
  if (isStale(root)) build();
  done();
}

function build() {
  say(words.building);
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return;
  say(`${words.buildFailed}\n${stdout}${stderr}`);
  process.exit(1);
}

/** One build at a time in this folder; the system lets go of the lock when its process ends, however it ends. */
async function waitForTurn() {
  const { DatabaseSync } = await import('node:sqlite');
  mkdirSync(join(root, '.cache'), { recursive: true });
  const lock = new DatabaseSync(join(root, '.cache/build.lock'), { timeout: 300_000 });
  lock.exec('BEGIN EXCLUSIVE');
  return () => lock.close();
}

/** Milliseconds since 1970; 0 for what is not there. */
function changeTime(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestChange(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  // The folder's own time tells of files that were taken away.
  return readdirSync(path)
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), found.mtimeMs);
}
