import type { Asks } from '#main/engine/engine.ts';
import type { Pool } from '#main/net/pool.ts';
import { encodeContent } from '#main/wire/webqq-content.ts';
import { idNumber, type JsonRecord, type Reply } from '#main/wire/webqq-json.ts';
import { serverFeatures } from '#main/wire/webqq-session.ts';
import { AppError } from '#shared/errors.ts';
import type { PeerId } from '#shared/ids.ts';
import type { SignedIn } from './login.ts';
import type { Peers } from './peers.ts';
import { retcodeError } from './retcodes.ts';
import type { Service } from './service.ts';
import type { WebqqTask } from './tasks.ts';

/** What an answer to a send means (webqq.md 9.1). */
export type SendVerdict =
  | { readonly kind: 'accepted' }
  /** The target's numbers are stale: refresh the lists, then once more. Nothing was delivered. */
  | { readonly kind: 'stale-target' }
  /** `session-expired`: certainly not delivered. `server-down`: perhaps delivered. Others: refused. */
  | { readonly kind: 'failed'; readonly error: AppError };

const accepted: readonly number[] = [0, 100100];
const staleTarget: readonly number[] = [50, 100001];
const sessionGone: readonly number[] = [103, 108, 121, 100000, 100002, 100012];
/** 1202: throttled and perhaps delivered; the others: unknown. */
const perhapsDelivered: readonly number[] = [6, 102, 1202];

/** Reads the answer of a send call. Pure. */
export function judgeSend({ retcode }: Reply): SendVerdict {
  if (accepted.includes(retcode)) return { kind: 'accepted' };
  if (staleTarget.includes(retcode)) return { kind: 'stale-target' };
  const code = sessionGone.includes(retcode)
    ? 'session-expired'
    : perhapsDelivered.includes(retcode)
      ? 'server-down'
      : 'rejected';
  return { kind: 'failed', error: retcodeError('send', retcode, code) };
}

/** Gives each message its `msg_id`; the same one when it is sent again, also after a relink (webqq.md 2, 9.1). */
export type MessageNumbers = (key: string) => number;

const remembered = 1_000;

export function createMessageNumbers(now: number): MessageNumbers {
  const base = (Math.floor(now / 1_000) % 10_000) * 10_000;
  const known = new Map<string, number>();
  let counter = 0;
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    counter += 1;
    known.set(key, base + counter);
    for (const oldest of known.keys()) {
      if (known.size <= remembered) break;
      known.delete(oldest);
    }
    return base + counter;
  };
}

export interface SendDeps {
  readonly service: Service;
  readonly pool: Pool<WebqqTask>;
  readonly session: SignedIn;
  readonly peers: Peers;
  readonly messageNumber: MessageNumbers;
  /** Loads the lists anew. */
  readonly refresh: (signal: AbortSignal) => Promise<void>;
  /** The session is gone. */
  readonly giveUp: (error: AppError) => void;
}

/**
 * Sends one message (webqq.md 9.1). Rejects with `not-found` for a peer that this session does not know,
 * `session-expired` (not delivered; the session is being opened anew), `server-down`, `timeout` or `bad-reply` with
 * `detail.sent` true (perhaps delivered), `rejected` (refused), or a network error with `detail.sent` false.
 */
export async function sendMessage(
  deps: SendDeps,
  message: Asks['sendMessage']['in'],
  signal: AbortSignal,
): Promise<void> {
  for (let fresh = false; ; fresh = true) {
    const verdict = judgeSend(await post(deps, message, signal));
    if (verdict.kind === 'accepted') return;
    if (verdict.kind === 'failed') {
      if (verdict.error.code === 'session-expired') deps.giveUp(verdict.error);
      throw verdict.error;
    }
    if (fresh) throw new AppError('not-found', { detail: { call: 'send', reason: 'target-refused' } });
    await deps.refresh(signal);
  }
}

function post(deps: SendDeps, message: Asks['sendMessage']['in'], signal: AbortSignal): Promise<Reply> {
  const { service, pool, session, peers, messageNumber } = deps;
  const { clientid, psessionid, features } = session;
  const { peer, key, segments, font } = message;
  const { path, kind, fields } = target(peers, peer);
  const r: JsonRecord = {
    ...fields,
    face: 0,
    content: JSON.stringify(encodeContent(segments, font)),
    msg_id: messageNumber(key),
    clientid,
    psessionid,
    ...(features.includes(serverFeatures.key) ? { key } : {}),
  };
  const work = (deadlineMs: number, workSignal: AbortSignal) =>
    service.reply({ role: 'd', path, r, fields: { clientid, psessionid }, deadlineMs }, workSignal);
  return pool.run({ kind, work }, signal);
}

interface Target {
  readonly path: string;
  readonly kind: WebqqTask;
  readonly fields: JsonRecord;
}

function target(peers: Peers, peer: { readonly kind: string; readonly id: PeerId }): Target {
  if (peer.kind === 'person') {
    const uin = peers.uinOf(peer.id);
    if (uin !== undefined) {
      return { path: '/channel/send_buddy_msg2', kind: 'send-buddy-message', fields: { to: idNumber(uin) } };
    }
  } else if (peer.kind === 'group') {
    const numbers = peers.numbersOf(peer.id);
    if (numbers) {
      const fields = { group_uin: idNumber(numbers.gid) };
      return { path: '/channel/send_qun_msg2', kind: 'send-group-message', fields };
    }
  } else {
    throw new AppError('not-supported');
  }
  throw new AppError('not-found', { detail: { kind: peer.kind } });
}
