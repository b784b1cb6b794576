import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { Port } from '#shared/port.ts';
import { type Loopback, openLoopback } from './loopback.ts';

const hash = 'a'.repeat(64);
const secret = 'the-secret-of-the-profile-folder';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let dir: string;
let door: Loopback;
let ports: Port<BackFrame, FrontFrame>[];
let shown: number;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'loopback-'));
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(dir, 'picture'), 'bytes');
  ports = [];
  shown = 0;
  door = await openLoopback({
    port: 0,
    files: {
      dir,
      media: (wanted) => (wanted === hash ? { path: join(dir, 'picture'), type: 'image/png' } : undefined),
    },
    serveFront: (port) => ports.push(port),
    instance: { secret, show: () => ({ shown: ++shown }) },
    log: quiet,
  });
});
afterEach(async () => {
  await door.close();
  await rm(dir, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** A plain request: unlike fetch it may name any Host and any path. */
function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: door.port, method, path, headers }, async (answer) => {
      let body = '';
      for await (const part of answer) body += part;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
    });
    call.once('error', reject);
    call.end();
  });
}

const newToken = () => new URL(door.mintUrl()).hash.slice('#token='.length);
const exchange = (token: string, headers: Record<string, string> = {}) =>
  ask('POST', '/session', { origin: door.origin, authorization: `Bearer ${token}`, ...headers });

async function signIn(): Promise<string> {
  const { headers } = await exchange(newToken());
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Tries to open the bus; the status of the refusal, or the open socket. */
function openBus(headers: Record<string, string>, path = '/bus'): Promise<number | WebSocket> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${door.port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

async function openedBus(cookie: string): Promise<WebSocket> {
  const socket = await openBus({ cookie, origin: door.origin });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

test('listens on 127.0.0.1 only', () => {
  expect(door.origin).toBe(`http://127.0.0.1:${door.port}`);
});

test('serves the page with the strict policy', async () => {
  const page = await ask('GET', '/');
  expect(page.status).toBe(200);
  expect(page.body).toContain('<title>page</title>');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  expect(page.headers['cross-origin-resource-policy']).toBe('same-origin');
});

test.each(['/../loopback.test.ts', '/..%2f..%2fetc%2fpasswd', '/picture', '//etc/passwd'])(
  'a path that leads outside of the build, %s, is not there',
  async (path) => {
    expect((await ask('GET', path)).status).toBe(404);
  },
);

test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
  'whoever was led here under the name %s gets 403 and nothing else',
  async (host) => {
    const { status, body } = await ask('GET', '/', { host });
    expect({ status, body }).toEqual({ status: 403, body: '' });
    expect((await exchange(newToken(), { host })).status).toBe(403);
    expect((await ask('POST', '/instance/show', { host, authorization: `Bearer ${secret}` })).status).toBe(403);
    expect(await openBus({ host, cookie: await signIn(), origin: door.origin })).toBe(403);
  },
);

test('a token works once, and buys a cookie that scripts and other sites cannot use', async () => {
  const token = newToken();
  const first = await exchange(token);
  expect(first.status).toBe(204);
  expect(first.headers['set-cookie']?.[0]).toMatch(
    new RegExp(`^webqq-${door.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
  );
  const second = await exchange(token);
  expect(second.status).toBe(403);
  expect(second.headers['set-cookie']).toBeUndefined();
  expect((await exchange(newToken())).status).toBe(204);
});

test.each(['', 'x', 'a'.repeat(43), 'a'.repeat(400)])('the token %j is refused', async (token) => {
  expect((await exchange(token)).status).toBe(403);
});

test('a session cannot be had from another page, and the token stays good', async () => {
  const token = newToken();
  expect((await exchange(token, { origin: 'http://127.0.0.1:1' })).status).toBe(403);
  expect((await exchange(token, { origin: 'null' })).status).toBe(403);
  expect((await ask('POST', '/session', { authorization: `Bearer ${token}` })).status).toBe(403);
  expect((await exchange(token)).status).toBe(204);
});

test('pictures need the session and are found by hash only', async () => {
  const cookie = await signIn();
  expect((await ask('GET', `/media/${hash}`)).status).toBe(403);
  expect((await ask('GET', `/media/${hash}`, { cookie: cookie.replace(/=.*/, '=wrong') })).status).toBe(403);
  const picture = await ask('GET', `/media/${hash}`, { cookie });
  expect(picture.body).toBe('bytes');
  expect(picture.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringContaining('immutable'),
  });
  for (const path of [`/media/${'b'.repeat(64)}`, '/media/../picture', '/media/picture', '/media/%2e%2e%2fpicture'])
    expect((await ask('GET', path, { cookie })).status).toBe(404);
});

test('the bus opens for our own page with a session, and carries frames whole', async () => {
  const socket = await openedBus(await signIn());
  await vi.waitFor(() => expect(ports).toHaveLength(1));
  expect(door.windows()).toEqual({ open: 1, ever: 1 });
  const received: unknown[] = [];
  let closed = false;
  ports[0]?.onMessage((frame) => received.push(frame));
  ports[0]?.onClose(() => {
    closed = true;
  });
  socket.send('{"kind":"resync"}');
  socket.send('{"kind":');
  socket.send(Buffer.from('{"kind":"resync"}'));
  await vi.waitFor(() => expect(received).toEqual([{ kind: 'resync' }, undefined, undefined]));
  ports[0]?.post({ kind: 'outdated', version: 9 });
  const [data] = await once(socket, 'message');
  expect(JSON.parse(String(data))).toEqual({ kind: 'outdated', version: 9 });
  socket.close();
  await vi.waitFor(() => expect(closed).toBe(true));
  await vi.waitFor(() => expect(door.windows()).toEqual({ open: 0, ever: 1 }));
  ports[0]?.post({ kind: 'outdated', version: 9 });
});

test('the bus stays shut without session, from another page, without a page, and elsewhere', async () => {
  const cookie = await signIn();
  expect(await openBus({ origin: door.origin })).toBe(403);
  expect(await openBus({ origin: door.origin, cookie: cookie.replace(/=.*/, '=wrong') })).toBe(403);
  expect(await openBus({ origin: 'http://evil.example', cookie })).toBe(403);
  expect(await openBus({ origin: `${door.origin}0`, cookie })).toBe(403);
  expect(await openBus({ cookie })).toBe(403);
  expect(await openBus({ origin: door.origin, cookie }, '/other')).toBe(403);
  expect(await openBus({ origin: door.origin, cookie }, '/bus?x')).toBe(403);
  expect(ports).toEqual([]);
});

test('a frame of more than a megabyte closes the line', async () => {
  const socket = await openedBus(await signIn());
  socket.send('x'.repeat(1024 * 1024 + 1));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
});

test('a second start is answered when it knows the secret, and no page ever', async () => {
  const show = (headers: Record<string, string>) => ask('POST', '/instance/show', headers);
  expect((await show({})).status).toBe(403);
  expect((await show({ authorization: 'Bearer wrong' })).status).toBe(403);
  expect((await show({ authorization: `Bearer ${newToken()}` })).status).toBe(403);
  expect((await show({ authorization: `Bearer ${secret}`, origin: door.origin })).status).toBe(403);
  expect(shown).toBe(0);
  const answer = await show({ authorization: `Bearer ${secret}` });
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: '{"shown":1}' });
});

test('other methods and a taken port are refused', async () => {
  expect((await ask('PUT', '/')).status).toBe(403);
  expect((await ask('POST', '/bus')).status).toBe(403);
  const again = openLoopback({
    port: door.port,
    files: { dir, media: () => undefined },
    serveFront: () => {},
    instance: { secret, show: () => ({}) },
    log: quiet,
  });
  await expect(again).rejects.toMatchObject({ code: 'refused', detail: { reason: 'port-taken' } });
});
