import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';

/** Sent with every answer that a window gets, in both hosts: only our own files run, nothing is framed or sniffed. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** What a window may fetch. */
export interface ClientFiles {
  /** The folder of the renderer build. */
  readonly dir: string;
  /** Stored bytes by their SHA-256, or nothing. */
  media(hash: string): { readonly path: string; readonly type: string } | undefined;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Answers for one path of the client's own origin: `/media/<hash>` from the store, anything else from the renderer
 * build, `/` being its page. 404 for what is not there, for unknown kinds of file and for paths that lead outside.
 */
export async function clientFile(pathname: string, { dir, media }: ClientFiles): Promise<Response> {
  const hash = /^\/media\/([0-9a-f]{64})$/.exec(pathname)?.[1];
  const found = hash === undefined ? builtFile(dir, pathname) : media(hash);
  const size = found && (await fileSize(found.path));
  if (!found || size === undefined) return new Response('Not found', { status: 404, headers: securityHeaders });
  // Built files carry a hash in their names, except the page; stored bytes are named by their content.
  const lasting = hash !== undefined || pathname.startsWith('/assets/');
  return new Response(Readable.toWeb(createReadStream(found.path)) as ReadableStream<Uint8Array>, {
    headers: {
      ...securityHeaders,
      'content-type': found.type,
      'content-length': String(size),
      'cache-control': lasting ? 'private, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

function builtFile(dir: string, pathname: string): { path: string; type: string } | undefined {
  let name: string;
  try {
    name = normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
  } catch {
    return undefined;
  }
  const path = join(dir, name);
  const type = types[extname(path)];
  return type !== undefined && !name.includes('\0') && path.startsWith(dir + sep) ? { path, type } : undefined;
}

async function fileSize(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}
