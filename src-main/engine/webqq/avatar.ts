import type { Asks } from '#main/engine/engine.ts';
import type { Pool } from '#main/net/pool.ts';
import { isPicture } from './picture.ts';
import { cacheBreaker, type Service } from './service.ts';
import type { WebqqTask } from './tasks.ts';

const maxBytes = 2_000_000;
const redirects = 3;

/**
 * Fetches a picture (webqq.md 7.11); `undefined` when the service has none. `number` is the uin of a person or the code
 * of a group. Rejects with a network error.
 */
export function fetchAvatar(
  deps: { readonly service: Service; readonly pool: Pool<WebqqTask>; readonly vfwebqq: string },
  { kind, number }: { readonly kind: 'person' | 'group'; readonly number: string },
  signal: AbortSignal,
): Promise<Asks['fetchAvatar']['out']> {
  const { service, pool, vfwebqq } = deps;
  const path = '/cgi/svr/face/getface';
  const type = kind === 'person' ? '1' : '4';
  return pool.run(
    {
      kind: kind === 'person' ? 'fetch-buddy-face' : 'fetch-group-face',
      share: number,
      async work(deadlineMs, workSignal) {
        const query = { cache: '1', type, fid: '0', uin: number, vfwebqq, t: cacheBreaker() };
        const reply = await service.fetch({ role: 'face', path, query, deadlineMs, maxBytes, redirects }, workSignal);
        return reply.status === 200 && isPicture(reply.bytes) ? { bytes: reply.bytes } : undefined;
      },
    },
    signal,
  );
}
