import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { profileDir, readCommandLine, UsageError } from './command-line.ts';

test('without words it is the default profile in the folder of this system', () => {
  const line = readCommandLine([]);
  expect(line).toMatchObject({ profile: 'default', headless: false, port: 0, json: false, serve: false, demo: false });
  expect(profileDir(line)).toMatch(/webqq-desktop.*default$/);
});

test('a client without a window', () => {
  const line = readCommandLine(['--headless', '--port', '8080', '--json', '--profile', 'second', '--data', 'd']);
  expect(line).toEqual({
    profile: 'second',
    data: resolve('d'),
    headless: true,
    port: 8080,
    json: true,
    serve: false,
    demo: false,
  });
  expect(profileDir(line)).toBe(join(resolve('d'), 'second'));
});

test('the chat server, and an account on it', () => {
  expect(readCommandLine(['--serve', '--data=d', '--demo', '--port=0'])).toMatchObject({ serve: true, demo: true });
  expect(readCommandLine(['--serve', '--data', 'd', '--add-account', '20001', '--nick', ' Lin '])).toMatchObject({
    addAccount: { login: '20001', nick: 'Lin', buddies: [] },
  });
  const made = [
    '--serve',
    '--data',
    'd',
    '--add-account',
    '20001',
    '--nick',
    'Lin',
    '--buddy',
    '10001',
    '--buddy=10002',
  ];
  expect(readCommandLine(made).addAccount?.buddies).toEqual(['10001', '10002']);
});

test.each([
  ['--nonsense'],
  ['word'],
  ['--port'],
  ['--port', 'x'],
  ['--port', '65536'],
  ['--port', '-1'],
  ['--headless=yes'],
  ['--profile', ''],
  ['--profile', '..'],
  ['--profile', '../other'],
  ['--profile', 'a/b'],
  ['--profile', 'a.'],
  ['--profile', 'a'.repeat(65)],
  ['--serve'],
  ['--demo'],
  ['--nick', 'Lin'],
  ['--buddy', '10001'],
  ['--add-account', '20001', '--nick', 'Lin'],
  ['--serve', '--data', 'd', '--add-account', '20001'],
  ['--serve', '--data', 'd', '--add-account', 'lin', '--nick', 'Lin'],
])('%s %s is refused in one line', (...args) => {
  const read = () => readCommandLine(args.filter((each) => each !== undefined));
  expect(read).toThrow(UsageError);
  expect(read).toThrow(/^[^\n]+$/);
});
