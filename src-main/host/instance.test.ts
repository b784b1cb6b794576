import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeInstance, takeOrHandOver } from './instance.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'instance-'));
});
afterEach(() => rm(dir, { recursive: true }));
const never = new AbortController().signal;

test('a folder belongs to one process at a time', () => {
  const first = takeInstance(dir);
  expect(first).toBeDefined();
  expect(takeInstance(dir)).toBeUndefined();
  first?.release();
  const second = takeInstance(dir);
  expect(second).toBeDefined();
  second?.release();
});

test('what the first one tells is for its owner only, and gone afterwards', () => {
  const lock = takeInstance(dir);
  lock?.announce({ origin: 'http://127.0.0.1:1', secret: 's' });
  const file = join(dir, 'instance.json');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  lock?.release();
  expect(existsSync(file)).toBe(false);
});

test('a killed process leaves nothing in the way', async () => {
  const script = `
    import { takeInstance } from '#main/host/instance.ts';
    takeInstance(process.argv[1]).announce({ origin: 'http://127.0.0.1:1', secret: 's' });
    console.log('taken');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, dir], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  expect(takeInstance(dir)).toBeUndefined();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = takeInstance(dir);
  expect(lock).toBeDefined();
  expect(existsSync(join(dir, 'instance.json'))).toBe(false);
  lock?.release();
});

test('a damaged lock file is replaced', () => {
  writeFileSync(join(dir, 'instance.lock'), 'x'.repeat(5_000));
  const lock = takeInstance(dir);
  expect(lock).toBeDefined();
  lock?.release();
});

test('a folder that is not there cannot be taken', () => {
  expect(() => takeInstance(join(dir, 'nowhere'))).toThrow(expect.objectContaining({ code: 'storage' }));
});

test('a second start asks the first one with its secret, and waits while that one is starting', async () => {
  const lock = takeInstance(dir);
  const line = { url: 'http://127.0.0.1:1/#token=t', server: null, profile: 'default', pid: 7 };
  const asked: unknown[] = [];
  const server = createServer((request, answer) => {
    asked.push([request.method, request.url, request.headers.authorization]);
    answer.end(JSON.stringify({ line, shown: true }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const second = takeOrHandOver(dir, never);
  lock?.announce({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secret: 's' });
  expect(await second).toEqual({ line, shown: true });
  expect(asked).toEqual([['POST', '/instance/show', 'Bearer s']]);
  lock?.release();
  server.close();
});

test('a second start takes over from one that is ending', async () => {
  const lock = takeInstance(dir);
  const second = takeOrHandOver(dir, never);
  lock?.release();
  const joined = await second;
  expect(joined).toHaveProperty('lock');
  if (joined && 'lock' in joined) joined.lock.release();
});
