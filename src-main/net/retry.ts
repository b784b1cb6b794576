import { AppError } from '#shared/errors.ts';
import { backoff, sleep } from './pace.ts';

/** How often to try again. */
export interface RetryPolicy {
  /** Tries after the first. */
  readonly repeats: number;
  /** Milliseconds before repeat n, from 1 on; {@link backoff} unless said otherwise. */
  readonly pace?: ((attempt: number) => number) | undefined;
  /** Which failures are worth another try; those with the advice `later` unless said otherwise. */
  readonly worth?: (error: AppError) => boolean;
}

/** Tries until it works, and no sooner than the service allows. */
export async function retrying<Result>(
  { repeats, pace = backoff, worth = ({ retry }) => retry === 'later' }: RetryPolicy,
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (cause) {
      const error = AppError.from(cause);
      if (!worth(error) || attempt > repeats || signal.aborted) throw error;
      await sleep(Math.max(pace(attempt), error.retryAfterMs ?? 0), signal);
    }
  }
}
