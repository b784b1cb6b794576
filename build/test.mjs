/**
 * `npm test`: types, style, import law, unused code, unit and integration tests, end-to-end tests. Every step runs
 * even if one before it failed; the last line counts. `npm test -- unit` or `-- e2e` runs one part.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findElectron } from './lib/electron.mjs';
import { requireSupportedNode } from './lib/node.mjs';
import { findTestBrowser, openDisplay } from './lib/test-machine.mjs';

requireSupportedNode();

const root = resolve(import.meta.dirname, '..');
const parts = process.argv.slice(2);
const wanted = (part) => parts.length === 0 || parts.includes(part);
const reports = mkdtempSync(join(tmpdir(), 'webqq-test-'));
let passed = 0;
let failed = 0;

/** Runs a tool of this project with the Node that runs us. */
function tool(path, args, env = {}) {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', path), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return { ok: status === 0, seconds: ((Date.now() - started) / 1000).toFixed(1) };
}

/** A step that is one check: it passes or fails as a whole. */
function check(name, path, args) {
  process.stdout.write(`\n── ${name}\n`);
  const { ok, seconds } = tool(path, args);
  count(name, ok ? 1 : 0, ok ? 0 : 1, seconds);
  return ok;
}

/** A step with a report of its own; a runner that died without one counts as one failure. */
function suite(name, path, args, reportFile, read, env) {
  process.stdout.write(`\n── ${name}\n`);
  const { ok, seconds } = tool(path, args, env);
  if (!existsSync(reportFile)) return count(name, 0, 1, seconds);
  const result = read(JSON.parse(readFileSync(reportFile, 'utf8')));
  count(name, result.passed, result.failed === 0 && !ok ? 1 : result.failed, seconds);
}

function count(name, good, bad, seconds) {
  passed += good;
  failed += bad;
  process.stdout.write(`   ${name}: ${good} passed, ${bad} failed (${seconds} s)\n`);
}

if (wanted('check')) {
  check('types', 'typescript/bin/tsc', ['--build']);
  check('lint and format', '@biomejs/biome/bin/biome', ['check', '.']);
  check('import law', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err',
    'src-shared',
    'src-main',
    'src-renderer',
  ]);
  check('unused code', 'knip/bin/knip.js', []);
}

if (wanted('unit')) {
  const report = join(reports, 'unit.json');
  suite(
    'unit and integration tests',
    'vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
    (result) => ({ passed: result.numPassedTests, failed: result.numFailedTests + emptySuites(result) }),
  );
}

if (wanted('e2e')) {
  const built = check('build', 'electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
  const browser = findTestBrowser();
  const display = await openDisplay();
  const electron = findElectron();
  const hosts = `browser window (${browser}), electron double, ${electron ? 'electron' : 'no electron: its runtime is not here'}`;
  if (!browser) {
    process.stdout.write('No Chromium-based browser was found, and none could be installed.\n');
    count('end-to-end tests', 0, 1, '0');
  } else if (built) {
    process.stdout.write(`   hosts: ${hosts}\n`);
    const report = join(reports, 'e2e.json');
    suite(
      'end-to-end tests',
      'playwright/cli.js',
      ['test', '--reporter=list,json'],
      report,
      ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
      {
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        WEBQQ_TEST_BROWSER: browser,
        ...(electron ? { WEBQQ_TEST_ELECTRON: electron } : {}),
        ...(display.display ? { DISPLAY: display.display } : {}),
      },
    );
  }
  display.stop();
}

rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Files that could not even be loaded report no test of their own. */
function emptySuites(result) {
  return result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
}
