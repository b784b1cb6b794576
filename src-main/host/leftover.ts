import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '#main/net/pace.ts';

const patienceMs = 3_000;

/**
 * Ends a browser that still runs with our browser profile because the client before this one was killed: its windows
 * lead nowhere. Linux only, where the browser that owns a profile can be known for certain.
 */
export async function endLeftover(dataDir: string, signal: AbortSignal): Promise<void> {
  const pid = ownerOf(dataDir);
  if (pid === undefined) return;
  process.kill(pid, 'SIGTERM');
  const end = Date.now() + patienceMs;
  while (ownerOf(dataDir) === pid && Date.now() < end) await sleep(50, signal);
}

/** The process that Chromium's own lock names, if it really is a browser with this profile. */
function ownerOf(dataDir: string): number | undefined {
  try {
    const pid = Number(readlinkSync(join(dataDir, 'SingletonLock')).split('-').at(-1));
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return args.includes(`--user-data-dir=${dataDir}`) ? pid : undefined;
  } catch {
    return undefined;
  }
}
