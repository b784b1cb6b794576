import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';

/** Waits, or rejects with `cancelled` as soon as the signal aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(Math.max(0, ms), undefined, { signal });
  } catch (cause) {
    throw new AppError('cancelled', { cause });
  }
}

const steps = [1, 2, 4, 8, 15, 30, 60];

/**
 * Milliseconds before try number `attempt` (1 is the first repeat): 1, 2, 4, 8, 15, 30, 60 s and 60 s from then on,
 * each ±20 % so that many clients do not come back in the same instant.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const seconds = steps[Math.min(Math.max(attempt, 1), steps.length) - 1] ?? 60;
  return Math.round(seconds * 1000 * (0.8 + 0.4 * random()));
}

/** A wait that somebody else can end early. */
export interface Pause {
  /** Resolves after `ms` or at the next {@link wake}; rejects with `cancelled` when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Ends every wait that is under way. */
  wake(): void;
}

export function createPause(): Pause {
  let alarm = new AbortController();
  return {
    async sleep(ms, signal) {
      const woken = alarm.signal;
      try {
        await sleep(ms, AbortSignal.any([signal, woken]));
      } catch (error) {
        if (signal.aborted || !woken.aborted) throw error;
      }
    },
    wake() {
      alarm.abort();
      alarm = new AbortController();
    },
  };
}
