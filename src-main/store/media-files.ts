import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaHash } from '#shared/model.ts';
import { writeFileAtomic } from './files.ts';

/** Pictures in files named by the SHA-256 of their bytes: `<dir>/ab/<hash>`. */
export interface MediaFiles {
  /** Stores a picture; `undefined` when the bytes are none that may be shown (see {@link pictureType}). */
  put(bytes: Uint8Array): MediaHash | undefined;
  remove(hash: MediaHash): void;
  file(hash: string): { readonly path: string; readonly type: string } | undefined;
  /** Deletes every picture that is not named. */
  keepOnly(hashes: ReadonlySet<string>): void;
}

const hashPattern = /^[0-9a-f]{64}$/;

export function createMediaFiles(dir: string): MediaFiles {
  const pathOf = (hash: string) => join(dir, hash.slice(0, 2), hash);
  return {
    put(bytes) {
      if (pictureType(bytes) === undefined) return undefined;
      const hash = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(hash);
      if (!existsSync(path)) writeFileAtomic(path, bytes);
      return hash;
    },
    remove: (hash) => rmSync(pathOf(hash), { force: true }),
    file(hash) {
      if (!hashPattern.test(hash)) return undefined;
      const path = pathOf(hash);
      const start = firstBytes(path);
      const type = start && pictureType(start);
      return type === undefined ? undefined : { path, type };
    },
    keepOnly(hashes) {
      if (!existsSync(dir)) return;
      for (const folder of readdirSync(dir)) {
        for (const name of readdirSync(join(dir, folder))) {
          if (!hashes.has(name)) rmSync(join(dir, folder, name), { force: true });
        }
      }
    },
  };
}

/** The media type by the first bytes: PNG, JPEG, GIF, WebP or BMP. Nothing else is taken for a picture. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(text)) return 'image/gif';
  if (/^RIFF....WEBP$/s.test(text)) return 'image/webp';
  if (text.startsWith('BM')) return 'image/bmp';
  return undefined;
}

function firstBytes(path: string): Uint8Array | undefined {
  if (!existsSync(path)) return undefined;
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(12);
    readSync(file, bytes, 0, 12, 0);
    return bytes;
  } finally {
    closeSync(file);
  }
}
