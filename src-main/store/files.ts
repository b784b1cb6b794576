import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomKey } from '#shared/ids.ts';
import { storageError } from './sqlite.ts';

/**
 * Writes a file so that a reader, or the next start after a crash, finds either the old content or the new one, whole.
 * `mode` is the permission of the new file. Throws `storage` or `disk-full`.
 */
export function writeFileAtomic(file: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = `${file}.${randomKey()}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, content, { mode, flush: true });
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw storageError(cause, file);
  }
}
