import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as baseTest, expect, vi } from 'vitest';
import { WebSocket } from 'ws';
import { protocolVersion } from '#shared/frames.ts';

// The entry runs from its source here, as a process of its own.
const entry = join(import.meta.dirname, 'headless.ts');
const quietTerminal = {
  LANG: 'en_US.UTF-8',
  LC_ALL: '',
  LC_MESSAGES: '',
  DISPLAY: '',
  WAYLAND_DISPLAY: '',
  // Two dozen processes read the same sources.
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../.cache/compile'),
};
const patience = { timeout: 60_000, interval: 50 };

interface Trial {
  /** A fresh folder. */
  readonly base: string;
  /** Starts the entry; it ends with the test at the latest. */
  run(args: readonly string[], options?: { env?: NodeJS.ProcessEnv; input?: 'pipe' }): Run;
}

/** The tests mostly wait for processes, so they wait together. */
const test = baseTest.extend<{ trial: Trial }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of wanted fixtures from this pattern
  trial: async ({}, use) => {
    const base = await mkdtemp(join(tmpdir(), 'headless-'));
    const started: Run[] = [];
    await use({
      base,
      run(args, options = {}) {
        const one = start(args, options);
        started.push(one);
        return one;
      },
    });
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
    await rm(base, { recursive: true, force: true, maxRetries: 5 });
  },
});

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  out(): string;
  err(): string;
  /** The first line of JSON on standard output; rejects when the process ends before it. */
  readonly line: Promise<Record<string, unknown>>;
}

function start(args: readonly string[], options: { env?: NodeJS.ProcessEnv; input?: 'pipe' }): Run {
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: [options.input ?? 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...quietTerminal, ...options.env },
  });
  let out = '';
  let err = '';
  child.stderr?.on('data', (text) => {
    err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  const line = new Promise<Record<string, unknown>>((resolve, reject) => {
    if (!child.stdout) throw new Error('no output');
    createInterface({ input: child.stdout }).on('line', (text) => {
      out += `${text}\n`;
      if (text.startsWith('{')) resolve(JSON.parse(text));
    });
    ended.then(({ code }) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  line.catch(() => {});
  return { child, ended, out: () => out, err: () => err, line };
}

const client = (base: string, ...more: string[]) => ['--headless', '--port', '0', '--json', '--data', base, ...more];

/** Goes the way of a window: exchanges the token, opens the bus, and gives the first frame. */
async function enter(address: unknown): Promise<{ kind: string; state: { hosting: { samples: unknown[] } } }> {
  const { origin, hash, host } = new URL(String(address));
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, authorization: `Bearer ${hash.slice('#token='.length)}` },
  });
  expect(answer.status).toBe(204);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${host}/bus`, { headers: { origin, cookie } });
  await once(socket, 'open');
  socket.send(JSON.stringify({ kind: 'hello', version: protocolVersion }));
  const [data] = await once(socket, 'message');
  socket.terminate();
  return JSON.parse(String(data));
}

test.concurrent('runs behind the door, lets one window in, hands over a second start, and stops cleanly', {
  timeout: 120_000,
}, async ({ trial: { base, run } }) => {
  const first = run(client(base));
  const line = await first.line;
  expect(line).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/),
    server: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    profile: 'default',
    pid: first.child.pid,
  });
  const frame = await enter(line.url);
  expect(frame.kind).toBe('snapshot');
  expect(frame.state.hosting.samples.length).toBeGreaterThan(2);

  const second = run(client(base));
  const again = await second.line;
  expect(again).toMatchObject({ pid: first.child.pid, server: line.server });
  expect(again.url).not.toBe(line.url);
  await enter(again.url);
  expect(await second.ended).toEqual({ code: 0, signal: null });
  const third = run(['--headless', '--data', base]);
  await third.ended;
  expect(third.out()).toMatch(/^Profile default is running already\. Open this address: http.*\n$/);

  first.child.kill('SIGTERM');
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expect(first.err()).toBe('');
  expect(existsSync(join(base, 'default/instance.json'))).toBe(false);
});

test.concurrent('profiles are independent, and a killed client starts again with the same chat server address', {
  timeout: 120_000,
}, async ({ trial: { base, run } }) => {
  const [one, two] = [run(client(base, '--profile', 'one')), run(client(base, '--profile', 'two'))];
  const [first, second] = await Promise.all([one.line, two.line]);
  expect(first.server).not.toBe(second.server);
  one.child.kill('SIGKILL');
  await one.ended;
  const again = run(client(base, '--profile', 'one'));
  expect(await again.line).toMatchObject({ server: first.server, pid: again.child.pid });
});

test.concurrent('a taken port is one sentence', { timeout: 120_000 }, async ({ trial: { base, run } }) => {
  const other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as { port: number };
  const here = run(['--headless', '--data', base, '--port', String(port)]);
  expect(await here.ended).toEqual({ code: 1, signal: null });
  expect(here.err()).toBe(`Port ${port} is used by another program. Choose another one with --port.\n`);
  const chinese = run(['--serve', '--data', base, '--port', String(port)], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(await chinese.ended).toEqual({ code: 1, signal: null });
  expect(chinese.err()).toBe(`端口 ${port} 已被其他程序占用，请用 --port 另选一个。\n`);
  other.close();
});

test.concurrent('a folder that cannot be used, and words that are not understood, are a sentence too', {
  timeout: 120_000,
}, async ({ trial: { base, run } }) => {
  await writeFile(join(base, 'file'), '');
  const nowhere = run(['--headless', '--data', join(base, 'file')]);
  expect(await nowhere.ended).toEqual({ code: 1, signal: null });
  expect(nowhere.err()).toMatch(/^[^\n]*file[^\n]*choose another folder with --data\.\n$/);
  const odd = run(['--nonsense']);
  expect(await odd.ended).toEqual({ code: 2, signal: null });
  expect(odd.err()).toMatch(/^Unknown option '--nonsense'\.\nUsage: /);
  const help = run(['--help'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(await help.ended).toEqual({ code: 0, signal: null });
  expect(help.out()).toMatch(/^用法：npm start/);
});

test.concurrent('ends with the pipe on its standard input, and with its launcher', { timeout: 120_000 }, async ({
  trial: { base, run },
}) => {
  const piped = run(client(base, '--profile', 'piped'), { input: 'pipe' });
  await piped.line;
  piped.child.stdin?.end();
  expect(await piped.ended).toEqual({ code: 0, signal: null });

  const script = `
    const { spawn } = require('node:child_process');
    const env = { ...process.env, WEBQQ_PARENT: String(process.pid) };
    spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'inherit', 'inherit'], env });`;
  const launcher = spawn(process.execPath, ['--eval', script, entry, ...client(base, '--profile', 'launched')], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...quietTerminal },
  });
  const [text] = await once(launcher.stdout, 'data');
  const { pid } = JSON.parse(String(text));
  launcher.kill('SIGKILL');
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), patience);
});

test.concurrent('without a display the address is said, and the client runs', { timeout: 120_000 }, async ({
  trial: { base, run },
}) => {
  const here = run(['--data', base]);
  await vi.waitFor(() => expect(here.out()).toContain('There is no display here.'), patience);
  await enter(/http\S+/.exec(here.out())?.[0]);
  here.child.kill('SIGINT');
  expect(await here.ended).toEqual({ code: 0, signal: null });
});

test.skipIf(process.platform !== 'linux')(
  'opens the installed browser, and ends with its last window',
  { timeout: 120_000, concurrent: true },
  async ({ trial: { base, run } }) => {
    // A browser that shows a page by entering like one, and is closed after the first frame.
    const program = `#!${process.execPath}
    const { writeFileSync } = require('node:fs');
    const { WebSocket } = require(${JSON.stringify(join(import.meta.dirname, '../node_modules/ws'))});
    writeFileSync(${JSON.stringify(join(base, 'arguments'))}, JSON.stringify(process.argv));
    const { origin, hash, host } = new URL(process.argv.find((each) => each.startsWith('--app=')).slice(6));
    fetch(origin + '/session', { method: 'POST', headers: { origin, authorization: 'Bearer ' + hash.slice(7) } })
      .then((answer) => {
        const cookie = answer.headers.getSetCookie()[0].split(';')[0];
        const socket = new WebSocket('ws://' + host + '/bus', { headers: { origin, cookie } });
        socket.on('open', () => process.exit(0));
      });`;
    await writeFile(join(base, 'chromium'), program, { mode: 0o755 });
    const here = run(['--data', base], { env: { DISPLAY: ':99', PATH: base } });
    expect(await here.ended).toEqual({ code: 0, signal: null });
    expect(here.err()).toBe('');
    expect(await readFile(join(base, 'arguments'), 'utf8')).toContain(
      `--user-data-dir=${join(base, 'default/browser')}`,
    );
  },
);

test.concurrent('the chat server alone, one at a time in a folder', { timeout: 120_000 }, async ({
  trial: { base, run },
}) => {
  const serve = ['--serve', '--data', base, '--port', '0', '--json'];
  const server = run([...serve, '--demo']);
  const line = await server.line;
  expect(line).toMatchObject({ url: `http://127.0.0.1:${line.port}`, pid: server.child.pid });
  expect(line.samples).toContainEqual({
    login: expect.any(String),
    nick: expect.any(String),
    password: expect.any(String),
  });
  const second = run(serve);
  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.err()).toMatch(/^[^\n]* is used by another program\.[^\n]*\n$/);
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});

test.concurrent('an administrator makes accounts, with the password from standard input', { timeout: 120_000 }, async ({
  trial: { base, run },
}) => {
  const make = async (login: string, password: string, ...more: string[]) => {
    const here = run(['--serve', '--data', base, '--add-account', login, '--nick', 'Lin', ...more], { input: 'pipe' });
    here.child.stdin?.end(`${password}\n`);
    const { code } = await here.ended;
    return { code, said: here.out() + here.err() };
  };
  expect(await make('20001', 'a secret')).toEqual({ code: 0, said: 'Account 20001 was made.\n' });
  expect(await make('20002', 'other', '--buddy', '20001')).toEqual({ code: 0, said: 'Account 20002 was made.\n' });
  expect(await make('20001', 'again')).toEqual({
    code: 1,
    said: 'The number 20001 cannot be used for a new account; choose another one.\n',
  });
  expect(await make('20004', '')).toEqual({ code: 1, said: 'No password was given on standard input.\n' });
});
