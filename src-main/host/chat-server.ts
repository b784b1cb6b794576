import { join } from 'node:path';
import { startChatServer } from '#main/server/serve.ts';
import { createLog } from '#main/store/log.ts';
import { guardAgainstFaults } from './faults.ts';
import { makeFolder } from './folder.ts';
import { takeInstance } from './instance.ts';
import type { Life } from './life.ts';
import { watchParent } from './parent.ts';
import { printError, printJson, printLine } from './print.ts';
import { words } from './words.ts';

/** What to serve, and how to say so. */
export interface ServeOptions {
  /** The folder of the server. */
  readonly data: string;
  readonly port: number;
  readonly demo: boolean;
  readonly json: boolean;
}

/** Runs the chat server alone until it is to end. Resolves with the exit code; rejects like `startChatServer`. */
export async function serveAlone({ data: dir, port, demo, json }: ServeOptions, life: Life): Promise<number> {
  const parent = watchParent();
  makeFolder(dir);
  const lock = takeInstance(dir);
  if (!lock) {
    printError(words.inUse(dir));
    return 1;
  }
  const log = createLog(join(dir, 'logs'));
  guardAgainstFaults(log, dir);
  const server = await startChatServer({ dir, port, demo, log });
  const samples = server.samples.map(({ login, nick, password }) => ({ login, nick, password }));
  if (json) printJson({ url: server.url, port: server.port, pid: process.pid, samples });
  else {
    printLine(words.serving(server.url));
    for (const { login, nick, password } of samples) printLine(words.sample(login, nick, password));
  }
  await Promise.race([life.over, parent.gone(life.signal).catch(() => life.over)]);
  life.end();
  await server.close();
  await log.close();
  lock.release();
  return 0;
}
