import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ClientFiles, clientFile } from './client-files.ts';

let base: string;
let files: ClientFiles;
const hash = 'a'.repeat(64);

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'client-files-'));
  await mkdir(join(base, 'renderer/assets'), { recursive: true });
  await writeFile(join(base, 'renderer/index.html'), '<!doctype html>');
  await writeFile(join(base, 'renderer/assets/a.js'), '1;');
  await writeFile(join(base, 'renderer/notes.xyz'), 'secret');
  await writeFile(join(base, 'outside.js'), 'secret');
  await writeFile(join(base, 'picture'), 'bytes');
  files = {
    dir: join(base, 'renderer'),
    media: (wanted) => (wanted === hash ? { path: join(base, 'picture'), type: 'image/png' } : undefined),
  };
});
afterEach(() => rm(base, { recursive: true }));

test('serves the page, its parts and stored pictures with the strict policy', async () => {
  const page = await clientFile('/', files);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(await page.text()).toBe('<!doctype html>');
  expect(await (await clientFile('/assets/a.js', files)).text()).toBe('1;');
  const picture = await clientFile(`/media/${hash}`, files);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(await picture.text()).toBe('bytes');
});

test.each([
  '/../outside.js',
  '/%2e%2e/outside.js',
  '/..%2foutside.js',
  '/assets/../../outside.js',
  '/..%5coutside.js',
  '/a%00.js',
  '/%ff',
  '/assets',
  '/missing.js',
  '/notes.xyz',
  '/media/../outside.js',
  `/media/${'b'.repeat(64)}`,
  `/media/${hash}/`,
])('answers 404 for %s', async (path) => {
  const answer = await clientFile(path, files);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});
