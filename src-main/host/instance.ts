import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { sleep } from '#main/net/pace.ts';
import { writeFileAtomic } from '#main/store/files.ts';
import { storageError } from '#main/store/sqlite.ts';

/** The JSON line that a client prints. */
export const instanceLineSchema = z.object({
  /** An address with a one-time token. */
  url: z.string(),
  /** The address of the bundled chat server while it runs. */
  server: z.nullable(z.string()),
  profile: z.string(),
  pid: z.number(),
});
export type InstanceLine = z.infer<typeof instanceLineSchema>;

/** What the running client answers to a second start. */
export const handOverSchema = z.object({
  line: instanceLineSchema,
  /** Whether it opened a window. */
  shown: z.boolean(),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** This process is the only one that uses the folder. */
export interface InstanceLock {
  /** Tells later starts where to go. */
  announce(door: { readonly origin: string; readonly secret: string }): void;
  release(): void;
}

const doorSchema = z.object({ origin: z.string(), secret: z.string() });
const doorFile = (dir: string) => join(dir, 'instance.json');
const busy = 5;
const notADatabase = 26;

/**
 * Takes the folder for this process, `undefined` when another one has it. The lock is a database that is never written:
 * the system lets go of it in the instant in which its process ends, however it ends, so it cannot be stale.
 * Throws `storage` or `disk-full`.
 */
export function takeInstance(dir: string): InstanceLock | undefined {
  const file = join(dir, 'instance.lock');
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db?.close();
    const code = (cause as { errcode?: number }).errcode;
    if (code === busy) return undefined;
    if (code !== notADatabase) throw storageError(cause, dir);
    rmSync(file, { force: true });
    return takeInstance(dir);
  }
  // Left behind by a process that was killed.
  rmSync(doorFile(dir), { force: true });
  return {
    announce: (door) => writeFileAtomic(doorFile(dir), JSON.stringify({ pid: process.pid, ...door })),
    release() {
      rmSync(doorFile(dir), { force: true });
      db.close();
    },
  };
}

const patienceMs = 20_000;

/**
 * Takes the folder, or asks the client that has it to show itself. That one may just be starting or ending, so both are
 * tried for twenty seconds; `undefined` when neither succeeds.
 */
export async function takeOrHandOver(
  dir: string,
  signal: AbortSignal,
): Promise<{ lock: InstanceLock } | HandOver | undefined> {
  const end = Date.now() + patienceMs;
  do {
    const lock = takeInstance(dir);
    if (lock) return { lock };
    const answer = await handOver(dir, signal);
    if (answer) return answer;
    await sleep(200, signal);
  } while (Date.now() < end);
  return undefined;
}

async function handOver(dir: string, signal: AbortSignal): Promise<HandOver | undefined> {
  try {
    const { origin, secret } = doorSchema.parse(JSON.parse(readFileSync(doorFile(dir), 'utf8')));
    const answer = await fetch(`${origin}/instance/show`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
    });
    return handOverSchema.parse(await answer.json());
  } catch {
    // Not there yet, not there any more, or not one of ours.
    return undefined;
  }
}
