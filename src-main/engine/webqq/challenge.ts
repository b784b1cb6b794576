import type { Emit } from '#main/engine/engine.ts';
import { AppError } from '#shared/errors.ts';
import { isPicture } from './picture.ts';
import type { Service } from './service.ts';

/** What a picture is asked for with. */
export interface PictureDemand {
  readonly aid: string;
  /** The account. */
  readonly uin: string;
  /** What `check` answered (webqq.md 4.2). */
  readonly ticket: string;
  /** The answer to the picture before was not accepted. */
  readonly wrong: boolean;
}

/** Pictures that a person has to read, one at a time. */
export interface Challenges {
  /**
   * Shows a picture (webqq.md 4.3), as often as another one is wished, and resolves with what was typed. Rejects with
   * `bad-reply` when there is no picture, a network error, what `emit` rejects with, or `cancelled`.
   */
  ask(demand: PictureDemand, signal: AbortSignal): Promise<string>;
  /** The person's answer; `null` wishes another picture. Throws `not-allowed` when no picture is shown. */
  answer(text: string | null): void;
}

const maxBytes = 200_000;

export function createChallenges(service: Service, emit: Emit): Challenges {
  let open: PromiseWithResolvers<string | null> | undefined;

  async function fetchPicture({ aid, uin, ticket }: PictureDemand, signal: AbortSignal): Promise<Uint8Array> {
    // Older clients called the ticket `vc_type`.
    const query = { aid, uin, r: String(Math.random()), cap_cd: ticket, vc_type: ticket };
    const { status, bytes } = await service.fetch({ role: 'captcha', path: '/getimage', query, maxBytes }, signal);
    if (status === 200 && isPicture(bytes)) return bytes;
    throw new AppError('bad-reply', { detail: { call: 'getimage', status } });
  }

  async function show(picture: Uint8Array, wrong: boolean, signal: AbortSignal): Promise<string | null> {
    const waiting = Promise.withResolvers<string | null>();
    const cancel = () => waiting.reject(new AppError('cancelled'));
    waiting.promise.catch(() => undefined);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    open = waiting;
    try {
      await emit([{ kind: 'challenge', picture, wrong }]);
      return await waiting.promise;
    } finally {
      open = undefined;
      signal.removeEventListener('abort', cancel);
    }
  }

  return {
    async ask(demand, signal) {
      for (let { wrong } = demand; ; wrong = false) {
        const text = await show(await fetchPicture(demand, signal), wrong, signal);
        if (text !== null) return text.trim();
      }
    },
    answer(text) {
      if (!open) throw new AppError('not-allowed');
      open.resolve(text);
      open = undefined;
    },
  };
}
