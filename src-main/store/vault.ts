import { existsSync, readFileSync, renameSync } from 'node:fs';
import * as z from 'zod/mini';
import { writeFileAtomic } from './files.ts';
import { storageError } from './sqlite.ts';

/** Keeps secrets (passwords, cookies) between runs. Names look like `password/<account>`; values never reach a log. */
export interface Vault {
  /** `system`: sealed by the operating system. `file`: readable for whoever can read the person's files. */
  readonly kind: 'system' | 'file';
  get(name: string): Promise<string | undefined>;
  set(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Removes every secret whose name starts with `prefix`. */
  removeAll(prefix: string): Promise<void>;
}

const secretsSchema = z.record(z.string(), z.string());
type Secrets = z.infer<typeof secretsSchema>;

/**
 * A vault for hosts without a system one: a JSON file that only its owner can read (0600). A file that cannot be read
 * as such is moved aside and an empty vault takes its place: people type their passwords once more.
 */
export function createFileVault(file: string): Vault {
  let secrets: Secrets | undefined;
  const read = (): Secrets => {
    secrets ??= load(file);
    return secrets;
  };
  const write = (next: Secrets): void => {
    writeFileAtomic(file, JSON.stringify(next, undefined, 2));
    secrets = next;
  };
  return {
    kind: 'file',
    async get(name) {
      return Object.hasOwn(read(), name) ? read()[name] : undefined;
    },
    async set(name, secret) {
      write({ ...read(), [name]: secret });
    },
    async remove(name) {
      if (Object.hasOwn(read(), name)) write(without(read(), (each) => each === name));
    },
    async removeAll(prefix) {
      write(without(read(), (each) => each.startsWith(prefix)));
    },
  };
}

function without(secrets: Secrets, leaves: (name: string) => boolean): Secrets {
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => !leaves(name)));
}

function moveAside(file: string): void {
  try {
    renameSync(file, `${file}.damaged-${Date.now()}`);
  } catch (cause) {
    throw storageError(cause, file);
  }
}

function load(file: string): Secrets {
  if (!existsSync(file)) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw storageError(cause, file);
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    moveAside(file);
    return {};
  }
}
