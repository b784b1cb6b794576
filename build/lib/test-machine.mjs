/**
 * What the tests need from the machine: a Chromium-based browser and, for windows, a display. Both are found, or
 * brought: Playwright's own build where it can be downloaded, Debian's packages where we are root.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const installed = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

const isDebianRoot = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Path of a browser for the tests, installed if there is none; `undefined` when none can be had. */
export function findTestBrowser() {
  const named = process.env.WEBQQ_TEST_BROWSER;
  if (named) return named;
  const found = [...(installed[process.platform] ?? []), chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );
  if (found) return found;
  if (isDebianRoot && aptInstall('chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji')) return installed.linux[0];
  say('Downloading a browser for the tests …');
  run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/**
 * A display for tests that open windows: the one that is there, or an Xvfb of our own.
 * @returns {Promise<{ display: string | undefined, stop(): void }>}
 */
export async function openDisplay() {
  const nothing = () => {};
  if (process.platform !== 'linux') return { display: 'native', stop: nothing };
  if (process.env.DISPLAY) return { display: process.env.DISPLAY, stop: nothing };
  if (!existsSync('/usr/bin/Xvfb') && !(isDebianRoot && aptInstall('xvfb')))
    return { display: undefined, stop: nothing };
  const server = spawn('/usr/bin/Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve) => {
    server.stdio[3].once('data', (text) => resolve(String(text).trim()));
    server.once('exit', () => resolve(undefined));
    server.once('error', () => resolve(undefined));
  });
  return { display: number === undefined ? undefined : `:${number}`, stop: () => server.kill() };
}

function aptInstall(...packages) {
  say(`Installing ${packages.join(', ')} …`);
  run('apt-get', ['update', '-qq']);
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

function run(command, args) {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 600_000,
    });
    return true;
  } catch {
    return false;
  }
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
