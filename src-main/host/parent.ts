import { fstatSync } from 'node:fs';
import { sleep } from '#main/net/pace.ts';

/** Set by the launcher: the process that the client must not outlive. */
const parentVariable = 'WEBQQ_PARENT';

/** Watches whoever started this process. */
export interface ParentWatch {
  /**
   * Resolves when the pipe on standard input closed after this call, or the launcher that named itself in the
   * environment ended. A process with neither (a terminal, nohup, a service) runs until it is told to stop.
   */
  gone(signal: AbortSignal): Promise<void>;
}

/** Begins to watch. A pipe that has ended by the time of {@link ParentWatch.gone} was never meant as a sign of life. */
export function watchParent(): ParentWatch {
  const launcher = Number(process.env[parentVariable]);
  let inputEnded = false;
  const input = inputClosed().then(() => {
    inputEnded = true;
  });
  return {
    gone: (signal) =>
      Promise.race([inputEnded ? forever : input, launcher === process.ppid ? processGone(launcher, signal) : forever]),
  };
}

const forever = new Promise<never>(() => {});

function inputClosed(): Promise<void> {
  if (!isPipe(0)) return forever;
  return new Promise((resolve) => {
    for (const sign of ['end', 'close', 'error']) process.stdin.once(sign, () => resolve());
    process.stdin.resume();
  });
}

async function processGone(pid: number, signal: AbortSignal): Promise<void> {
  // A process whose parent ended gets another one, except on Windows.
  while (process.ppid === pid && isAlive(pid)) await sleep(1_000, signal);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPipe(descriptor: number): boolean {
  try {
    const kind = fstatSync(descriptor);
    return kind.isFIFO() || kind.isSocket();
  } catch {
    return false;
  }
}
