import { spawn } from 'node:child_process';

/** The name under which a process finds the one that it must not outlive. */
const parentVariable = 'WEBQQ_PARENT';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in our place: it has our input and output, gets our signals, and ends when whoever started us is gone.
 * Resolves with how it ended.
 * @returns {Promise<{ code: number | null, signal: string | null, milliseconds: number }>}
 */
export function runInOurPlace(program, args, env = {}) {
  const started = Date.now();
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env, [parentVariable]: String(process.pid) },
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  const watch = watchParent(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    const end = (code, signal) => {
      clearInterval(watch);
      for (const each of signals) process.off(each, forward);
      resolve({ code, signal, milliseconds: Date.now() - started });
    };
    child.once('exit', end);
    child.once('error', () => end(127, null));
  });
}

/** npm passes no signal on when it is killed; what started us otherwise may come and go. */
function watchParent(gone) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event && Number(process.env[parentVariable]) !== parent) return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) gone();
  }, 1_000);
}
