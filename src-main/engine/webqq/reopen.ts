import { backoff } from '#main/net/pace.ts';
import { retrying } from '#main/net/retry.ts';
import { AppError } from '#shared/errors.ts';
import type { Presence } from '#shared/model.ts';
import { createLive, type EngineParts, type Live } from './live.ts';
import { relink, signIn } from './login.ts';
import type { Reopen } from './poll.ts';

/** Relinks that were answered, but did not help, before the password is used (webqq.md 8.7). */
const relinkLimit = 3;
/** Answered tries after which a service that still does not honour its own tickets needs a person. */
const triesLimit = 8;

/** An open session, and how far its answers were stored. */
export interface Opened {
  readonly live: Live;
  readonly progress: { answer: number };
}

/** Signs in with the password and fetches the lists. Rejects with the first failure. */
export async function openFirst(parts: EngineParts, status: Presence, signal: AbortSignal): Promise<Opened> {
  const progress = { answer: 0 };
  // A service that restarts in the middle forgets what it just granted.
  const policy = { repeats: 1, pace: parts.login.pace, worth: ({ code }: AppError) => code === 'session-expired' };
  const open = async () => {
    const live = createLive(parts, await signIn(parts.login, status, signal), progress);
    await live.load(signal);
    return live;
  };
  return { live: await retrying(policy, open, signal), progress };
}

/**
 * Opens a lost session again, telling every try as `reconnecting`, for as long as it takes. Rejects when only a person
 * can help, with what `emit` rejects with, or with `cancelled`.
 */
export async function openAgain(
  parts: EngineParts,
  { live: { session: former }, progress: formerProgress }: Opened,
  step: Reopen,
  status: Presence,
  signal: AbortSignal,
): Promise<Opened> {
  const { emit, log, pause, wait } = parts;
  let { by, error, delayMs } = step;
  let answered = 0;
  for (let attempt = 1; ; attempt += 1) {
    const ms = wait(delayMs);
    await emit([{ kind: 'reconnecting', error, ...(ms > 0 ? { retryAt: Date.now() + ms } : {}) }]);
    await pause.sleep(ms, signal);
    try {
      const session =
        by === 'relink' ? await relink(parts.login, former, status, signal) : await signIn(parts.login, status, signal);
      const progress = session.psessionid === former.psessionid ? formerProgress : { answer: 0 };
      const live = createLive(parts, session, progress);
      await live.load(signal);
      log.info('webqq.session-reopened', { by, attempt });
      return { live, progress };
    } catch (cause) {
      error = AppError.from(cause);
      log.info('webqq.reopen-failed', { by, attempt, code: error.code, detail: error.detail });
      if (signal.aborted) throw error;
      if (error.detail?.sent !== false) answered += 1;
      const expired = error.code === 'session-expired';
      if (error.retry !== 'later' && !(expired && answered < triesLimit)) throw error;
      // A relink that is refused leads to a sign-in at once.
      delayMs = expired && by === 'relink' ? 0 : Math.max(backoff(attempt), error.retryAfterMs ?? 0);
      if (expired || answered >= relinkLimit) by = 'sign-in';
    }
  }
}
