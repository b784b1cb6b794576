import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { createFileVault, type Vault } from '#main/store/vault.ts';

/**
 * Keeps secrets sealed by the operating system's keyring in `sealed.json`. Where there is none (on Linux that includes
 * the backend with a key that everybody knows) they go to the file that the other host uses, and `kind` tells it.
 */
export async function createSystemVault(safeStorage: SafeStorage, dir: string): Promise<Vault> {
  if (!(await canSeal(safeStorage))) return createFileVault(join(dir, 'secrets.json'));
  const file = createFileVault(join(dir, 'sealed.json'));
  const set = async (name: string, secret: string) =>
    file.set(name, (await safeStorage.encryptStringAsync(secret)).toString('base64'));
  return {
    ...file,
    kind: 'system',
    set,
    async get(name) {
      const sealed = await file.get(name);
      if (sealed === undefined) return undefined;
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
        if (shouldReEncrypt) await set(name, result);
        return result;
      } catch {
        // Sealed with a key that is gone: people type their passwords once more.
        return undefined;
      }
    },
  };
}

async function canSeal(safeStorage: SafeStorage): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable();
}
