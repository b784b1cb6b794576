import { sleep } from '#main/net/pace.ts';
import { AppError } from '#shared/errors.ts';

/** Milliseconds before try number n is repeated, from 1 on. */
export type Pace = (attempt: number) => number;

const longestWaitMs = 600_000;

/** How long to wait after a failure: no less than the service demands, within reason. */
export function untilNext({ retryAfterMs = 0 }: AppError, paceMs: number): number {
  return Math.min(Math.max(retryAfterMs, paceMs), longestWaitMs);
}

/** The promise, or `cancelled` as soon as the signal aborts. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new AppError('cancelled'));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Work that is told to stop and fails with `timeout` when it takes longer than `ms`. */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const end = AbortSignal.any([signal, over.signal]);
  const late = sleep(ms, end).then(() => {
    throw new AppError('timeout');
  });
  try {
    return await Promise.race([work(end), late]);
  } finally {
    over.abort();
  }
}

/** Waits for work that should end soon, but no longer than `ms`. Failures of the work are its own business. */
export async function settled(work: Promise<unknown>, ms: number): Promise<void> {
  const over = new AbortController();
  try {
    await Promise.race([Promise.allSettled([work]), sleep(ms, over.signal)]);
  } finally {
    over.abort();
  }
}
