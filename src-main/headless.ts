import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { type App, createApp } from './app.ts';
import { type CommandLine, profileDir, readCommandLine, UsageError, usage } from './command-line.ts';
import { serveAlone } from './host/chat-server.ts';
import { guardAgainstFaults } from './host/faults.ts';
import { makeFolder } from './host/folder.ts';
import { type HandOver, type InstanceLine, type InstanceLock, takeOrHandOver } from './host/instance.ts';
import { terminalLanguage } from './host/language.ts';
import { createLife, type Life } from './host/life.ts';
import { makeAccount } from './host/make-account.ts';
import { openExternal } from './host/open-external.ts';
import { watchParent } from './host/parent.ts';
import { printError, printJson, printLine } from './host/print.ts';
import { createWindows, type Windows } from './host/windows.ts';
import { startFailure, words } from './host/words.ts';
import { createLog } from './store/log.ts';
import { createConfSettings } from './store/settings-conf.ts';
import { createFileVault } from './store/vault.ts';
import { rendererProxy } from './ui/developer.ts';
import { openLoopback } from './ui/loopback.ts';
import { randomSecret } from './ui/sessions.ts';
import { trace } from './ui/trace.ts';

/** The entry for plain Node: the client behind the loopback door, or with `--serve` the chat server alone. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    printLine(usage[terminalLanguage()]);
    return 0;
  }
  const line = readCommandLine(args);
  const life = createLife();
  try {
    if (line.addAccount) return await makeAccount(line.data, line.addAccount);
    return line.serve ? await serveAlone(line, life) : await runClient(line, life);
  } catch (error) {
    const failure = AppError.from(error);
    if (failure.code === 'cancelled') return 0;
    printError(startFailure(failure, line.serve ? line.data : profileDir(line)));
    return 1;
  }
}

async function runClient(line: CommandLine, life: Life): Promise<number> {
  const parent = watchParent();
  const dir = profileDir(line);
  makeFolder(dir);
  const joined = await takeOrHandOver(dir, life.signal);
  if (!joined) {
    printError(words.profileBusy(line.profile));
    return 1;
  }
  if (!('lock' in joined)) return tellHandOver(joined, line);
  try {
    await runFirst(line, dir, joined.lock, life, (signal) => parent.gone(signal));
  } finally {
    joined.lock.release();
  }
  return 0;
}

/** Runs as the one client of its profile until it is to end. */
async function runFirst(
  { port, profile, headless, json }: CommandLine,
  dir: string,
  lock: InstanceLock,
  life: Life,
  parentGone: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const log = createLog(join(dir, 'logs'));
  guardAgainstFaults(log, dir);
  const secret = randomSecret();
  let app: App | undefined;
  let windows: Windows | undefined;
  const describe = (): InstanceLine => ({
    url: door.mintUrl(),
    server: app?.core.hub.snapshot().hosting.address ?? null,
    profile,
    pid: process.pid,
  });
  const show = (): HandOver => ({ line: describe(), shown: windows?.open() ?? false });
  const door = await openLoopback({
    port,
    files: { dir: rendererDir(), media: (hash) => app?.core.media.file(hash) },
    serveFront: (line) => (app ? app.serveFront(line) : line.close()),
    instance: { secret, show },
    log,
    ...(process.env.ELECTRON_RENDERER_URL ? { developer: rendererProxy(process.env.ELECTRON_RENDERER_URL) } : {}),
  });
  try {
    const settings = createConfSettings(dir);
    const vault = createFileVault(join(dir, 'secrets.json'));
    app = await createApp({ profile: { name: profile, dir }, settings, vault, log, openExternal, quit: life.end });
    lock.announce({ origin: door.origin, secret });
    if (json) printJson(describe());
    else if (headless) printLine(words.open(door.mintUrl()));
    const ends = [life.over, parentGone(life.signal)];
    if (!headless) {
      const browser = { dataDir: join(dir, 'browser'), say: json ? printError : printLine };
      windows = createWindows({ mintUrl: door.mintUrl, count: door.windows, ...browser });
      ends.push(windows.closed(life.signal));
    }
    await Promise.race(ends.map((end) => end.catch(() => life.over)));
  } catch (error) {
    log.error('client.failed', trace(error));
    throw error;
  } finally {
    life.end();
    windows?.close();
    await app?.close();
    await door.close();
    await log.close();
  }
}

function tellHandOver({ line, shown }: HandOver, { json, profile }: CommandLine): number {
  if (json) printJson(line);
  else printLine(shown ? words.alreadyShown(profile) : words.alreadyRunning(profile, line.url));
  return 0;
}

/** The built windows: beside this file when it was built, else in the output folder of the project. */
function rendererDir(): string {
  const built = join(import.meta.dirname, '../renderer');
  return existsSync(built) ? built : join(import.meta.dirname, '../out/renderer');
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  printError(`${error.message}\n${usage[terminalLanguage()]}`);
  process.exit(2);
}
