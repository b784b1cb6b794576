import type { Pool } from '#main/net/pool.ts';
import { AppError } from '#shared/errors.ts';
import type { SignedIn } from './login.ts';
import { retcodeError } from './retcodes.ts';
import { cacheBreaker, type Service } from './service.ts';
import type { WebqqTask } from './tasks.ts';

/** The small signals of webqq.md 9.5. */
export type SmallSignal = 'shake' | 'typing';

const paths: Readonly<Record<SmallSignal, string>> = {
  shake: '/channel/shake2',
  typing: '/channel/input_notify2',
};
/** Throttled (webqq.md 9.1). */
const tooOften = 1202;
/** The session number of the buddy means nothing to the service. */
const badTarget = 100001;

/**
 * Sends one signal to the buddy with this session number. Rejects with `rate-limited` when the last one was only just
 * now, `not-found` when the service does not take the person for a buddy, or as every call does.
 */
export async function sendSignal(
  { service, pool, session }: { service: Service; pool: Pool<WebqqTask>; session: SignedIn },
  { signal: name, uin }: { readonly signal: SmallSignal; readonly uin: string },
  signal: AbortSignal,
): Promise<void> {
  const { clientid, psessionid } = session;
  const path = paths[name];
  const query = { to_uin: uin, clientid, psessionid, t: cacheBreaker() };
  const work = (deadlineMs: number, workSignal: AbortSignal) =>
    service.reply({ role: 'd', path, query, deadlineMs }, workSignal);
  // Typing notices to one person that wait for a slot are one notice; shakes are counted.
  const share = name === 'typing' ? { share: `typing ${uin}` } : {};
  const { retcode } = await pool.run({ kind: 'send-shake', ...share, work }, signal);
  if (retcode === 0) return;
  if (retcode === tooOften) throw retcodeError(path, retcode, 'rate-limited');
  if (retcode === badTarget) throw new AppError('not-found', { detail: { call: path, retcode } });
  throw retcodeError(path, retcode);
}
