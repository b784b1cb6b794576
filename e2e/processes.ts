import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The built Node entry, which is both the headless client and the chat server. */
export const entry = resolve(import.meta.dirname, '../out/main/headless.js');

/** A child process that printed its JSON line. */
export interface Started<Line> {
  readonly line: Line;
  readonly child: ChildProcess;
  /** Everything printed on standard error so far. */
  errors(): string;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the entry and waits for its JSON line; rejects with what it printed when it ends before that. */
export async function start<Line>(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Started<Line>> {
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'en_US.UTF-8', ...env },
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += String(text);
  });
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`The process ended with code ${code} before its JSON line. ${errors}`);
  });
  exited.catch(() => {});
  const text = await Promise.race([firstJsonLine(child), exited]);
  return {
    line: JSON.parse(text) as Line,
    child,
    errors: () => errors,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const end = once(child, 'exit');
      child.kill(signal);
      await end;
    },
  };
}

async function firstJsonLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) {
      child.stdout.resume();
      return line;
    }
  }
  return new Promise(() => {});
}
