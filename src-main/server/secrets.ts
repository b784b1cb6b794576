import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';

/** Keeps small secrets unreadable for whoever gets hold of the database alone. */
export interface Secrets {
  /** `owner` is bound in: a sealed secret cannot be moved to another row. */
  seal(owner: string, secret: Uint8Array): Uint8Array;
  /** `undefined` when the bytes were not sealed for this owner with this key. */
  open(owner: string, sealed: Uint8Array): Uint8Array | undefined;
}

const ivLength = 12;
const tagLength = 16;

/** AES-256-GCM with the key in `keyFile`, which is drawn at the first start and readable by its owner only. */
export function createSecrets(keyFile: string): Secrets {
  const key = readKey(keyFile);
  return {
    seal(owner, secret) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    open(owner, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < ivLength + tagLength) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength))
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

function readKey(keyFile: string): Buffer {
  try {
    mkdirSync(dirname(keyFile), { recursive: true });
    try {
      writeFileSync(keyFile, randomBytes(32), { flag: 'wx', mode: 0o600, flush: true });
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    }
    chmodSync(keyFile, 0o600);
    const key = readFileSync(keyFile);
    if (key.length !== 32) throw new Error('The key file does not hold 32 bytes.');
    return key;
  } catch (cause) {
    throw new AppError('storage', { cause, detail: { reason: 'key-file', path: keyFile } });
  }
}
