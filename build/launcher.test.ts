import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale } from './lib/build.mjs';
import { findElectron } from './lib/electron.mjs';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'launcher-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** Writes a file that was changed so many seconds after 1970. */
async function put(path: string, seconds: number) {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, path);
  await utimes(file, seconds, seconds);
}

const outputs = ['out/main/main.js', 'out/main/headless.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

async function project() {
  for (const path of ['src-main/room/file.ts', 'src-shared/file.ts', 'src-renderer/main.tsx', 'package-lock.json'])
    await put(path, 100);
  for (const path of outputs) await put(path, 200);
  // Folders count too, and making files in them changed them.
  for (const path of ['src-main', 'src-main/room', 'src-shared', 'src-renderer'])
    await utimes(join(dir, path), 100, 100);
}

test('what was built after the last change is kept', async () => {
  await project();
  expect(isStale(dir)).toBe(false);
});

test.each(['src-main/room/file.ts', 'src-renderer/main.tsx', 'package-lock.json'])(
  'a change of %s after the build is built',
  async (path) => {
    await project();
    await put(path, 300);
    expect(isStale(dir)).toBe(true);
  },
);

test.each(outputs)('a build without %s is no build', async (path) => {
  await project();
  await rm(join(dir, path));
  expect(isStale(dir)).toBe(true);
});

test('a file that was taken away counts as a change, a changed test does not', async () => {
  await project();
  await put('src-main/room/file.test.ts', 300);
  await utimes(join(dir, 'src-main/room'), 100, 100);
  expect(isStale(dir)).toBe(false);
  await rm(join(dir, 'src-main/room/file.ts'));
  expect(isStale(dir)).toBe(true);
});

const program = { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[
  process.platform as 'linux' | 'win32' | 'darwin'
];

test("Electron's runtime is found by looking at files", async () => {
  expect(findElectron({}, dir)).toBeUndefined();
  await put(join('dist', program), 1);
  expect(findElectron({}, dir)).toBe(join(dir, 'dist', program));
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: join(dir, 'other') }, dir)).toBeUndefined();
  await put('path.txt', 1);
  await writeFile(join(dir, 'path.txt'), 'renamed');
  expect(findElectron({}, dir)).toBeUndefined();
  await put('dist/renamed', 1);
  expect(findElectron({}, dir)).toBe(join(dir, 'dist/renamed'));
  expect(findElectron({ ELECTRON_EXEC_PATH: join(dir, 'dist/renamed') }, '/nowhere')).toBe(join(dir, 'dist/renamed'));
  expect(findElectron({ ELECTRON_EXEC_PATH: join(dir, 'gone') }, dir)).toBeUndefined();
});
