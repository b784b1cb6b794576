import { mkdirSync } from 'node:fs';
import { storageError } from '#main/store/sqlite.ts';

/** Makes sure that the folder exists; only its owner may look into a new one. Throws `storage` or `disk-full`. */
export function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw storageError(cause, dir);
  }
}
