import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

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

/** Calls `gone` when npm ended without a word to us; what else started us may come and go. */
function watchParent(gone) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event && Number(process.env[parentVariable]) !== parent) return undefined;
  // Debian's sh stays between npm and us, and does not mind when npm is gone.
  const shell = isShell(parent) ? parent : undefined;
  const starter = parentOf(shell);
  return setInterval(() => {
    if (process.ppid !== parent || parentOf(shell) !== starter) gone();
  }, 1_000);
}

function isShell(pid) {
  return /^(ba|da|a|z|k)?sh$/.test(processFile(pid, 'comm').trim());
}

function parentOf(pid) {
  return pid === undefined ? undefined : processFile(pid, 'status').match(/^PPid:\s*(\d+)/m)?.[1];
}

/** What Linux tells of a process; empty elsewhere. */
function processFile(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
