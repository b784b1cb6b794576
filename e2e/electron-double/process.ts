import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Ask, Machine, Tell } from './messages.ts';

const here = import.meta.dirname;

export interface MainProcessOptions {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly machine: Machine;
  onTell(tell: Exclude<Tell, { kind: 'answer' }>): void;
}

/** The built main entry in a process of its own, with the double for `electron`. */
export interface MainProcess {
  readonly child: ChildProcess;
  /** Resolves with the exit code or the name of the signal. */
  readonly exited: Promise<number | string>;
  /** Rejects when the process ends first, or with the error that the answer was. */
  ask(ask: Ask): Promise<unknown>;
  /** What it printed on standard error. */
  errors(): string;
}

export function startMainProcess({ args, env, machine, onTell }: MainProcessOptions): MainProcess {
  const { ELECTRON_RENDERER_URL: _, ...inherited } = process.env;
  const register = pathToFileURL(join(here, 'register.ts')).href;
  const child = spawn(process.execPath, ['--import', register, join(here, 'run.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: { ...inherited, ...env, ELECTRON_DOUBLE_MACHINE: JSON.stringify(machine) },
  });
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += String(text);
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastAsk = 0;
  child.on('message', (message: Tell) => {
    if (message.kind !== 'answer') return onTell(message);
    const question = waiting.get(message.ask);
    waiting.delete(message.ask);
    if (message.error === undefined) question?.resolve(message.result);
    else question?.reject(new Error(message.error));
  });
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  void exited.then((reason) => {
    for (const question of waiting.values())
      question.reject(new Error(`The main process ended (${reason}). ${errors}`));
    waiting.clear();
  });
  return {
    child,
    exited,
    errors: () => errors,
    ask(ask) {
      lastAsk += 1;
      const question = Promise.withResolvers<unknown>();
      if (!child.connected) return Promise.reject(new Error('The main process has ended'));
      waiting.set(lastAsk, question);
      // A process that ends just now is told of by `exited`.
      child.send({ number: lastAsk, ask }, () => {});
      return question.promise;
    },
  };
}
