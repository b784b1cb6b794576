import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '#shared/model.ts';
import { createLog } from './log.ts';
import { parseSettings } from './settings.ts';
import { createConfSettings } from './settings-conf.ts';
import { createFileVault } from './vault.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'webqq-files-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('Secrets are kept in a file that only its owner can read, and nothing else is left behind', async () => {
  const dir = folder();
  const vault = createFileVault(join(dir, 'secrets.json'));
  expect(await vault.get('password/a')).toBeUndefined();
  await vault.set('password/a', '密码');
  await vault.set('engine/a/cookie', 'c');
  await vault.set('engine/ab/cookie', 'd');
  if (process.platform !== 'win32') expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['secrets.json']);
  const again = createFileVault(join(dir, 'secrets.json'));
  expect(await again.get('password/a')).toBe('密码');
  await again.removeAll('engine/a/');
  await again.remove('password/a');
  await again.remove('password/a');
  expect(await again.get('engine/a/cookie')).toBeUndefined();
  expect(await again.get('engine/ab/cookie')).toBe('d');
  expect(await again.get('toString')).toBeUndefined();
});

test('A damaged vault is moved aside and replaced by an empty one', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'secrets.json'), '["not", "a", "vault"]');
  const vault = createFileVault(join(dir, 'secrets.json'));
  expect(await vault.get('password/a')).toBeUndefined();
  await vault.set('password/a', 'x');
  expect(readdirSync(dir)).toHaveLength(2);
});

test('Settings and what a host remembers share a file and do not meet', () => {
  const dir = folder();
  const settings = createConfSettings(dir);
  expect(settings.read()).toEqual(defaultSettings);
  settings.write({ ...defaultSettings, theme: 'dark' });
  settings.set('window.panel', { width: 300 });
  settings.set('settings', 'mine');
  const again = createConfSettings(dir);
  expect(again.read().theme).toBe('dark');
  expect(again.get('window.panel')).toEqual({ width: 300 });
  expect(again.get('settings')).toBe('mine');
  expect(again.get('never')).toBeUndefined();
  expect(again.wasReset).toBe(false);
});

test('A senseless value gets its default, the others stay', () => {
  const stored = { theme: 'pink', language: 'zh', closeToTray: 1, extra: true };
  expect(parseSettings(stored)).toEqual({ ...defaultSettings, language: 'zh' });
  expect(parseSettings(null)).toEqual(defaultSettings);
});

test('A settings file that cannot be read is moved aside', () => {
  const dir = folder();
  writeFileSync(join(dir, 'config.json'), 'half a fi');
  const settings = createConfSettings(dir);
  expect(settings.wasReset).toBe(true);
  settings.write({ ...defaultSettings, theme: 'light' });
  expect(readdirSync(dir)).toHaveLength(2);
  expect(createConfSettings(dir)).toMatchObject({ wasReset: false });
});

test('The log holds events as lines of JSON, without secrets, message text and addresses', async () => {
  const dir = folder();
  const log = createLog(dir);
  const cause = Object.assign(new Error('connect to http://user:hunter2@a.example:80/login?p=hunter2 failed'), {
    code: 'ECONNREFUSED',
  });
  log.info('net.request', { url: 'https://a.example/cgi-bin/login?u=1&p=hunter2', retcode: 0 });
  log.warn('deep', { a: { b: [{ Password: 'hunter2', segments: [{ text: 'hunter2' }], token: 'hunter2' }] } });
  log.error('failed', { error: new Error('outer', { cause }), bytes: new Uint8Array([1, 2]) });
  try {
    JSON.parse('hunter2');
  } catch (error) {
    log.error('parse', { error });
  }
  log.debug('plain');
  await log.close();
  const text = readFileSync(join(dir, 'client.log'), 'utf8');
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain('cgi-bin');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ msg }) => msg)).toEqual(['net.request', 'deep', 'failed', 'parse', 'plain']);
  expect(lines[0]).toMatchObject({ url: 'https://a.example/…', retcode: 0 });
  expect(lines[2]).toMatchObject({ error: { message: 'outer', cause: { code: 'ECONNREFUSED' } }, bytes: '[2 bytes]' });
});

test('A log that cannot be written does not end the client', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const log = createLog(join(file, 'logs'));
  log.info('lost');
  await log.close();
});
