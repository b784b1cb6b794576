import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endLeftover } from './leftover.ts';

let dir: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'leftover-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(dir, { recursive: true });
});
const never = new AbortController().signal;

/** A process that holds the browser profile in `dir` by Chromium's lock. */
async function holder(...args: string[]) {
  const script = 'console.log("here"); setInterval(() => {}, 1000)';
  child = spawn(process.execPath, ['--eval', script, '--', ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (child.stdout) await once(child.stdout, 'data');
  await symlink(`host-${child.pid}`, join(dir, 'SingletonLock'));
  return child;
}

test.skipIf(process.platform !== 'linux')('a browser that was left behind is ended', async () => {
  const browser = await holder(`--user-data-dir=${dir}`);
  await endLeftover(dir, never);
  if (browser.signalCode === null) await once(browser, 'exit');
  expect(browser.signalCode).toBe('SIGTERM');
});

test('another process that got the same number is not', async () => {
  const other = await holder('--user-data-dir=/elsewhere');
  await endLeftover(dir, never);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
});

test('nothing to end is nothing to do', async () => {
  await endLeftover(dir, never);
  await symlink('host-notanumber', join(dir, 'SingletonLock'));
  await endLeftover(dir, never);
});
