import type { Asks, Emit } from '#main/engine/engine.ts';
import type { Http } from '#main/net/http.ts';
import { type Pause, sleep } from '#main/net/pace.ts';
import type { Pool } from '#main/net/pool.ts';
import type { PollItem } from '#main/wire/webqq-poll.ts';
import { serverFeatures } from '#main/wire/webqq-session.ts';
import { AppError } from '#shared/errors.ts';
import { asPeerId, type PeerId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Presence } from '#shared/model.ts';
import { fetchAvatar } from './avatar.ts';
import { createCalls } from './calls.ts';
import { createDecoder } from './decode.ts';
import { createDirectory } from './directory.ts';
import { type LoginDeps, type SignedIn, signOut } from './login.ts';
import { createPeers } from './peers.ts';
import { createPollLoop, type Reopen } from './poll.ts';
import { createRoster } from './roster.ts';
import { type MessageNumbers, sendMessage } from './send.ts';
import type { Service } from './service.ts';
import { type SmallSignal, sendSignal } from './small-signals.ts';
import type { WebqqTask } from './tasks.ts';

/** What lives as long as the engine. */
export interface EngineParts {
  readonly service: Service;
  readonly http: Http;
  readonly pool: Pool<WebqqTask>;
  readonly login: LoginDeps;
  readonly pause: Pause;
  readonly messageNumber: MessageNumbers;
  readonly emit: Emit;
  readonly log: Log;
  /** How long a wait of the given length really takes; tests shorten them. */
  readonly wait: (ms: number) => number;
}

/** One open session. */
export interface Live {
  readonly session: SignedIn;
  /** Fetches the lists, without which nothing can be sent. */
  load(signal: AbortSignal): Promise<void>;
  /**
   * Tells that the account is online, then polls. Resolves with what is to be done about the session, or with
   * `undefined` when it was left because the signal aborted. Rejects with `kicked` or what `emit` rejects with.
   */
  run(status: Presence, signal: AbortSignal): Promise<Reopen | undefined>;
  readonly asks: Answers;
  wake(): void;
}

/** What only an open session can be asked. */
export type SessionAsk = Exclude<keyof Asks, 'answerChallenge'>;

/** Answers to the asks of an open session. */
export type Answers = {
  readonly [Kind in SessionAsk]: (what: Asks[Kind]['in'], signal: AbortSignal) => Promise<Asks[Kind]['out']>;
};

const leaveWithinMs = 2_000;
/** How long a poll that is being answered may go on after the sign-out: what it brings would be lost otherwise. */
const lastAnswerMs = 300;

/** @param progress see `PollDeps`; shared between sessions with one `psessionid` */
export function createLive(parts: EngineParts, session: SignedIn, progress: { answer: number }): Live {
  const { service, http, pool, emit, log, pause, wait } = parts;
  const now = Date.now;
  const ticket = () => http.cookies.get(service.addresses.d, 'ptwebqq') ?? '';
  const peers = createPeers(asPeerId(session.uin || parts.login.account.login));
  const calls = createCalls(service, pool, session, ticket);
  const directory = createDirectory(calls, peers, log);
  const roster = createRoster({ calls, directory, emit, log, now });
  const jobs = new Set<Promise<unknown>>();
  /** Resolves when the durable numbers of the lists are known. */
  const listed = Promise.withResolvers<void>();
  const background = (work: Promise<unknown>): void => {
    const job: Promise<unknown> = work
      .catch((cause: unknown) => log.info('webqq.background-failed', { code: AppError.from(cause).code }))
      .finally(() => jobs.delete(job));
    jobs.add(job);
  };
  const decode = createDecoder({
    calls,
    directory,
    roster,
    entities: !session.features.includes(serverFeatures.plain),
    log,
    now,
    background,
  });

  async function handle(items: readonly PollItem[], signal: AbortSignal): Promise<void> {
    const { events, kick, accepted } = await decode(items, signal);
    if (events.length > 0) await emit(events);
    accepted();
    if (kick) {
      const reason = kick.show && kick.reason !== '' ? { reason: kick.reason.slice(0, 200) } : {};
      throw new AppError('kicked', { detail: reason });
    }
  }

  const loop = createPollLoop({
    service,
    pool,
    session,
    progress,
    handle,
    renewTicket: (ptwebqq) => http.cookies.set(service.addresses.d, 'ptwebqq', ptwebqq),
    pause,
    wait,
    log,
  });

  /** Signs out while the poll is still open, so that what is on its way arrives and is stored. */
  async function leave(polling: Promise<unknown>, cut: AbortController): Promise<void> {
    const limit = AbortSignal.timeout(leaveWithinMs);
    try {
      await signOut(parts.login, session, limit);
      const over = new AbortController();
      const ended = polling.then(
        () => over.abort(),
        () => over.abort(),
      );
      await Promise.race([ended, sleep(lastAnswerMs, AbortSignal.any([limit, over.signal])).catch(() => undefined)]);
    } catch (cause) {
      if (!limit.aborted) log.info('webqq.sign-out-failed', { code: AppError.from(cause).code });
    } finally {
      cut.abort();
    }
  }

  const { giveUp } = loop;
  const send = { service, pool, session, peers, messageNumber: parts.messageNumber, giveUp };

  /** What is known of a peer. Right after the sign-in its numbers may still be on their way. */
  async function known<Value>(find: () => Value | undefined): Promise<Value> {
    if (find() === undefined) await listed.promise;
    const value = find();
    if (value === undefined) throw new AppError('not-found');
    return value;
  }

  async function signalTo(id: PeerId, name: SmallSignal, signal: AbortSignal): Promise<undefined> {
    const uin = await known(() => peers.uinOf(id));
    await watched(sendSignal({ service, pool, session }, { signal: name, uin }, signal));
    return undefined;
  }

  async function watched<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (cause) {
      const error = AppError.from(cause);
      if (error.code === 'session-expired') giveUp(error);
      throw error;
    }
  }

  return {
    session,
    load: (signal) => directory.load(signal),
    async run(status, signal) {
      const cut = new AbortController();
      const end = new AbortController();
      const nick = session.nick === '' ? {} : { nick: session.nick };
      await emit([{ kind: 'self', id: peers.self, status, ...nick }, { kind: 'online' }]);
      if (!signal.aborted) background(roster.publish(AbortSignal.any([signal, end.signal])).finally(listed.resolve));
      const polling = loop.run(signal, cut.signal);
      let leaving: Promise<void> | undefined;
      const onAbort = () => {
        leaving = leave(polling, cut);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      try {
        return await polling;
      } finally {
        signal.removeEventListener('abort', onAbort);
        end.abort();
        cut.abort();
        listed.resolve();
        await leaving;
        await Promise.all(jobs);
      }
    },
    asks: {
      async sendMessage(what, signal) {
        await known(() => (what.peer.kind === 'person' ? peers.uinOf(what.peer.id) : peers.numbersOf(what.peer.id)));
        await sendMessage({ ...send, refresh: (refreshSignal) => roster.refresh(refreshSignal, true) }, what, signal);
        return {};
      },
      async setStatus({ status }, signal) {
        await watched(calls.setStatus(status, signal));
        await emit([{ kind: 'self', id: peers.self, status }]);
        return undefined;
      },
      async setSignature({ signature }, signal) {
        await calls.setSignature(signature, signal);
        await emit([{ kind: 'self', id: peers.self, signature }]);
        return undefined;
      },
      async fetchPersonInfo({ id }, signal) {
        const uin = await known(() => peers.uinOf(id));
        const [profile, signature] = await Promise.all([calls.profile(uin, signal), calls.signature(uin, signal)]);
        const told = { id, signature, ...(profile.nick === '' ? {} : { nick: profile.nick }) };
        if (id === peers.self) await emit([{ kind: 'self', ...told }]);
        // Facts about somebody who is no buddy would make a buddy of them.
        else if (directory.isBuddy(uin)) await emit([{ kind: 'contacts', contacts: [told] }]);
        return undefined;
      },
      async fetchMembers({ groupId }, signal) {
        const { gid, code } = await known(() => peers.numbersOf(groupId));
        await roster.fetchMembers(gid, code, signal);
        return undefined;
      },
      async fetchAvatar({ kind, id }, signal) {
        const number = await known(() => (kind === 'person' ? peers.uinOf(id) : peers.numbersOf(id)?.code));
        return await fetchAvatar({ service, pool, vfwebqq: session.vfwebqq }, { kind, number }, signal);
      },
      shake: ({ id }, signal) => signalTo(id, 'shake', signal),
      notifyTyping: ({ id }, signal) => signalTo(id, 'typing', signal),
    },
    wake: () => loop.wake(),
  };
}
