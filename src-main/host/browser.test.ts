import { expect, test } from 'vitest';
import { browserArguments, findBrowser, hasDisplay, type Machine } from './browser.ts';

const machine = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ...there: string[]): Machine => ({
  platform,
  env,
  exists: (path) => there.includes(path),
});

test('on Linux Chrome, Chromium and Edge are looked for along the path', () => {
  const env = { PATH: '/usr/local/bin:/usr/bin' };
  expect(findBrowser(machine('linux', env, '/usr/bin/chromium'))).toBe('/usr/bin/chromium');
  expect(findBrowser(machine('linux', env, '/usr/bin/chromium', '/usr/local/bin/google-chrome'))).toBe(
    '/usr/local/bin/google-chrome',
  );
  expect(findBrowser(machine('linux', env, '/usr/bin/microsoft-edge'))).toBe('/usr/bin/microsoft-edge');
  expect(findBrowser(machine('linux', env, '/opt/chromium'))).toBeUndefined();
  expect(findBrowser(machine('linux', {}))).toBeUndefined();
});

test('on macOS in the folders of programs', () => {
  const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
  expect(findBrowser(machine('darwin', {}, edge))).toBe(edge);
});

test('on Windows in the folders that the system names', () => {
  const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  expect(findBrowser(machine('win32', env, edge))).toBe(edge);
  expect(
    findBrowser(machine('win32', { LOCALAPPDATA: 'C:\\L' }, 'C:\\L\\Google\\Chrome\\Application\\chrome.exe')),
  ).toBe('C:\\L\\Google\\Chrome\\Application\\chrome.exe');
});

test('a display is needed on Linux only', () => {
  expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
  expect(hasDisplay({ platform: 'linux', env: { DISPLAY: ':0' } })).toBe(true);
  expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
  expect(hasDisplay({ platform: 'win32', env: {} })).toBe(true);
});

test('an app window with a profile of its own, without a size that would count for every window', () => {
  const args = browserArguments('http://127.0.0.1:1/#token=x', '/p/browser', false);
  expect(args).toContain('--app=http://127.0.0.1:1/#token=x');
  expect(args).toContain('--user-data-dir=/p/browser');
  expect(args.join(' ')).not.toMatch(/--window-size|--no-sandbox/);
  expect(browserArguments('http://127.0.0.1:1/', '/p/browser', true)).toEqual(
    expect.arrayContaining(['--no-sandbox', '--test-type']),
  );
});
