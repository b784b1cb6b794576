import { createHash } from 'node:crypto';

/** MD5 of all parts after each other, 16 bytes; text counts as UTF-8 (webqq.md 3). */
export function md5(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Upper-case hex text, as the protocol writes bytes (webqq.md 3). */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
