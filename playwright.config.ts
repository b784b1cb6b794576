import { defineConfig } from 'playwright/test';

/** Where the runtime of Electron is, if the test script found one. */
const electron = process.env.WEBQQ_TEST_ELECTRON;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  // Each test runs two or three clients with a browser each: more at once than this only makes them wait.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // The same specs run in every host that is there.
  projects: [
    { name: 'browser window', testIgnore: '**/electron-double/**' },
    { name: 'electron double' },
    ...(electron ? [{ name: 'electron', testIgnore: '**/electron-double/**' }] : []),
  ],
});
