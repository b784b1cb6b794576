import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { expect, test } from 'vitest';
import config from './electron-builder.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

test('the packaging configuration is one that electron-builder takes', async () => {
  await expect(
    validateConfiguration(config as Parameters<typeof validateConfiguration>[0], new DebugLogger(false)),
  ).resolves.toBeUndefined();
  const wrong = { ...config, asarr: true } as Parameters<typeof validateConfiguration>[0];
  await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow('asarr');
});

test('only what was built is shipped, behind hardened fuses', () => {
  expect(config.files).toEqual([
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    '!node_modules/**',
  ]);
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('the files that it names are there, and the icon is large enough to make the others from', () => {
  for (const { icon } of [config.linux, config.mac, config.win]) {
    const png = readFileSync(join(root, config.directories.buildResources, icon));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  }
  expect(existsSync(join(root, config.mac.entitlements))).toBe(true);
});
