import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { expect, onTestFinished, test } from 'vitest';
import { createSystemVault } from './vault.ts';

function setUp() {
  const dir = mkdtempSync(join(tmpdir(), 'vault-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

/** A keyring that turns bytes around with a key. */
function keyring(key: number, { backend = 'gnome_libsecret', available = true, rotated = false } = {}): SafeStorage {
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (text: string) => turn(Buffer.from(`sealed${text}`)),
    decryptStringAsync: async (bytes: Buffer) => {
      const text = turn(bytes).toString();
      if (!text.startsWith('sealed')) throw new Error('Error while decrypting the ciphertext');
      return { result: text.slice(6), shouldReEncrypt: rotated };
    },
  } as SafeStorage;
}

test('secrets are sealed, found by name and removed by prefix', async () => {
  const dir = setUp();
  const vault = await createSystemVault(keyring(0x5a), dir);
  expect(vault.kind).toBe('system');
  await vault.set('password/a', 'open sesame');
  await vault.set('password/b', 'two');
  const file = join(dir, 'sealed.json');
  expect(readFileSync(file, 'utf8')).not.toContain('sesame');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await (await createSystemVault(keyring(0x5a), dir)).get('password/a')).toBe('open sesame');
  await vault.remove('password/b');
  expect(await vault.get('password/b')).toBeUndefined();
  await vault.removeAll('password/');
  expect(await vault.get('password/a')).toBeUndefined();
});

test('a secret whose key is gone counts as forgotten', async () => {
  const dir = setUp();
  await (await createSystemVault(keyring(0x5a), dir)).set('password/a', 'one');
  const vault = await createSystemVault(keyring(0x11), dir);
  expect(await vault.get('password/a')).toBeUndefined();
});

test('a secret under an old key is sealed anew', async () => {
  const dir = setUp();
  await (await createSystemVault(keyring(0x5a), dir)).set('password/a', 'one');
  const before = readFileSync(join(dir, 'sealed.json'), 'utf8');
  const renewing = keyring(0x5a, { rotated: true });
  renewing.encryptStringAsync = async (text) => Buffer.from(`anew ${text}`);
  expect(await (await createSystemVault(renewing, dir)).get('password/a')).toBe('one');
  expect(readFileSync(join(dir, 'sealed.json'), 'utf8')).not.toBe(before);
});

test('without a keyring the file vault serves, and says so', async () => {
  expect((await createSystemVault(keyring(0x5a, { available: false }), setUp())).kind).toBe('file');
  if (process.platform === 'linux') {
    const dir = setUp();
    const vault = await createSystemVault(keyring(0x5a, { backend: 'basic_text' }), dir);
    expect(vault.kind).toBe('file');
    await vault.set('password/a', 'one');
    expect(readFileSync(join(dir, 'secrets.json'), 'utf8')).toContain('one');
  }
});
