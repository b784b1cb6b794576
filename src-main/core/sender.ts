import PQueue from 'p-queue';
import { sleep } from '#main/net/pace.ts';
import type { Store } from '#main/store/store.ts';
import type { CommandParams } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import { type ConversationId, conversationParts, type MessageKey } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Message } from '#shared/model.ts';
import { isShake } from '#shared/segments.ts';
import type { Hub } from './hub.ts';
import { outgoing, outgoingShake } from './outgoing.ts';
import { isStopped, type Sessions, whyStopped } from './sessions.ts';
import { verdict } from './verdict.ts';
import { type Pace, settled, untilNext, withDeadline } from './waiting.ts';

/** Sends messages: one ordered queue for each conversation. */
export interface Sender {
  /**
   * Returns once the message is stored as `sending`; the rest is announced. A known key is ignored. Throws `not-found`,
   * `bad-request` (nothing to see), `not-supported` (a part that the service cannot carry) or `too-large`.
   */
  send(params: CommandParams<'message.send'>): void;
  /**
   * As {@link send}, for a shake. It means now: it is tried once, does not wait for the connection, and is never sent
   * by a later run. Throws `offline` as well.
   */
  shake(params: CommandParams<'message.shake'>): void;
  /** Tells the peer that one writes. Does nothing where that cannot be told, or must not be: while invisible. */
  notifyTyping(params: CommandParams<'conversation.typing'>, signal: AbortSignal): Promise<void>;
  /** Sends a `failed` or `unsure` message again, in its place and with its key. Throws `not-found` or `not-allowed`. */
  retry(params: CommandParams<'message.retry'>): void;
  /** Throws `not-found`, or `not-allowed` while the message is being sent. */
  remove(params: CommandParams<'message.delete'>): void;
}

/** The sender as the core runs it. */
export interface RunningSender extends Sender {
  /**
   * Decides about messages that an earlier run left as `sending`: younger than ten minutes and repeatable without harm,
   * they go out once the account is online; the others become `unsure`.
   */
  resume(): void;
  /** Gives messages under way two seconds. What was never tried then fails, unless the next run may send it. */
  close(): Promise<void>;
}

/** What the sender stands on. */
export interface SenderDeps {
  readonly store: Store;
  readonly hub: Hub;
  readonly sessions: Sessions;
  readonly log: Log;
  readonly now: () => number;
  readonly pace: Pace;
}

type Outcome = Pick<Message, 'state' | 'serverId' | 'error'>;

/** A message in its queue. */
interface Job {
  readonly message: Message;
  /** Since when it waits; a message that waited too long is not sent behind the person's back. */
  readonly since: number;
  /** It waits for a sign-in that may not have begun yet. */
  readonly resumed: boolean;
  /** An earlier try may have reached the service. */
  doubtful: boolean;
  tried: boolean;
}

const answerWithinMs = 20_000;
const waitAtMostMs = 600_000;
const graceMs = 2_000;
/** Tries in a row while the account is online. */
const tries = 5;

export function createSender(deps: SenderDeps): RunningSender {
  const { store, hub, sessions, log, now, pace } = deps;
  const closing = new AbortController();
  const queues = new Map<ConversationId, PQueue>();
  const jobs = new Map<MessageKey, Job>();
  const accountOf = ({ conversationId }: Message) => {
    const parts = conversationParts(conversationId);
    return parts && hub.state.accounts.get(parts.accountId);
  };

  /** Whether a second try can do no harm even if the first arrived. */
  const isSafeToRepeat = (message: Message) =>
    accountOf(message)?.can.safeResend === true && !isShake(message.segments);

  function enqueue(message: Message, how: Pick<Job, 'since' | 'resumed' | 'doubtful'>): void {
    const id = message.conversationId;
    const queue = queues.get(id) ?? new PQueue({ concurrency: 1 });
    queues.set(id, queue);
    const job: Job = { message, ...how, tried: false };
    jobs.set(message.key, job);
    void queue
      .add(() => deliver(job))
      .catch((cause: unknown) => {
        const error = AppError.from(cause);
        if (error.code !== 'cancelled') log.error('sender.failed', { key: message.key, error });
      })
      .finally(() => {
        jobs.delete(message.key);
        if (queue.size === 0 && queue.pending === 0) queues.delete(id);
      });
  }

  async function deliver(job: Job): Promise<void> {
    const { key } = job.message;
    if (closing.signal.aborted || store.messages.byKey(key)?.state !== 'sending') return;
    const outcome = await persuade(job).then(sent, (cause: unknown) => notSent(job, AppError.from(cause)));
    // The client ends while nobody knows: the row stays `sending`, and the next start decides.
    if (closing.signal.aborted && outcome.state !== 'sent') return;
    if (outcome.error) log.warn('sender.gave-up', { key, state: outcome.state, error: outcome.error });
    await keep(key, outcome);
  }

  /** A known outcome must not be lost to a full disk; what is in the queue has to wait. */
  async function keep(key: MessageKey, outcome: Outcome): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        settle(key, outcome);
        return;
      } catch (cause) {
        const error = AppError.from(cause);
        log.error('sender.outcome-not-stored', { key, error });
        await sleep(untilNext(error, pace(attempt)), closing.signal);
      }
    }
  }

  function notSent(job: Job, error: AppError): Outcome {
    return { state: job.doubtful ? 'unsure' : 'failed', error: error.toWire() };
  }

  /** Tries until the service has the message. Throws when that is not to be had. */
  async function persuade(job: Job): Promise<{ readonly serverId?: string }> {
    for (let attempt = 1; ; attempt += 1) {
      if (await waited(job)) attempt = 1;
      try {
        job.tried = true;
        return await withDeadline(answerWithinMs, closing.signal, (signal) => ask(job.message, signal));
      } catch (cause) {
        const error = AppError.from(cause);
        const said = verdict(error);
        const safe = isSafeToRepeat(job.message);
        if (said === 'perhaps') job.doubtful = true;
        // A service that knows the keys has looked up the earlier tries, too.
        else if (said === 'no' && safe) job.doubtful = false;
        const mayRepeat = said === 'not-delivered' || (said === 'perhaps' && safe);
        if (!mayRepeat || attempt >= (isShake(job.message.segments) ? 1 : tries)) throw error;
        log.info('sender.repeats', { key: job.message.key, attempt, error });
        await sleep(untilNext(error, pace(attempt)), closing.signal);
      }
    }
  }

  /** Waits until the account is online; says whether that took a wait. Throws when its sign-in ends or it took too long. */
  async function waited(job: Job): Promise<boolean> {
    const account = accountOf(job.message);
    if (account?.phase === 'online') return false;
    const mayWait = !isShake(job.message.segments) && account && (job.resumed || !isStopped(account.phase));
    if (!mayWait) throw whyStopped(account);
    await sessions.untilOnline(account.id, closing.signal);
    if (now() - job.since > waitAtMostMs) throw new AppError('offline', { detail: { reason: 'waited-too-long' } });
    return true;
  }

  async function ask(message: Message, signal: AbortSignal): Promise<{ readonly serverId?: string }> {
    const parts = conversationParts(message.conversationId);
    if (!parts) throw new AppError('not-found');
    const { key, segments, font } = message;
    const peer = { kind: parts.kind, id: parts.peerId };
    if (isShake(segments)) {
      await sessions.ask(parts.accountId, 'shake', { id: peer.id }, signal);
      return {};
    }
    const what = { peer, key, segments, ...(font === undefined ? {} : { font }) };
    return await sessions.ask(parts.accountId, 'sendMessage', what, signal);
  }

  /** Writes the outcome, unless the echo of the message told a better one, and makes one row of message and echo. */
  function settle(key: MessageKey, outcome: Outcome): void {
    hub.change((change) => {
      const message = store.messages.byKey(key);
      if (!message || (message.state === 'sent' && outcome.state !== 'sent')) return;
      const { error: _error, ...rest } = message;
      const twin = outcome.serverId && store.messages.byServerId(message.conversationId, outcome.serverId);
      if (twin && twin.key !== key) change.removeMessage(twin);
      change.updateMessage({ ...rest, ...outcome });
    });
  }

  return {
    send(params) {
      if (store.messages.byKey(params.key)) return;
      enqueue(outgoing(params, { store, hub, now: now() }), { since: now(), resumed: false, doubtful: false });
    },
    shake(params) {
      if (store.messages.byKey(params.key)) return;
      enqueue(outgoingShake(params, { store, hub, now: now() }), { since: now(), resumed: false, doubtful: false });
    },
    async notifyTyping({ conversationId }, signal) {
      const parts = conversationParts(conversationId);
      const account = parts && hub.state.accounts.get(parts.accountId);
      const may =
        account?.phase === 'online' && account.status !== 'hidden' && account.can.asks.includes('notifyTyping');
      if (!parts || !may || parts.kind !== 'person') return;
      try {
        await sessions.ask(parts.accountId, 'notifyTyping', { id: parts.peerId }, signal);
      } catch (cause) {
        // Nobody misses it.
        log.debug('sender.typing-not-told', { code: AppError.from(cause).code });
      }
    },
    retry({ conversationId, key }) {
      const message = ownMessage(store, conversationId, key);
      if (message.state !== 'failed' && message.state !== 'unsure') throw new AppError('not-allowed');
      const { error: _error, ...rest } = message;
      const again: Message = { ...rest, state: 'sending' };
      hub.change((change) => change.updateMessage(again));
      enqueue(again, { since: now(), resumed: false, doubtful: message.state === 'unsure' });
    },
    remove({ conversationId, key }) {
      const message = ownMessage(store, conversationId, key);
      if (message.state === 'sending') throw new AppError('not-allowed');
      hub.change((change) => change.removeMessage(message));
    },
    resume() {
      for (const account of hub.state.accounts.values()) {
        const left = store.messages.sending(account.id);
        const young = (message: Message) => isSafeToRepeat(message) && now() - message.time < waitAtMostMs;
        const given = left.filter((message) => !young(message));
        if (given.length > 0) {
          hub.change((change) => {
            for (const message of given) change.updateMessage({ ...message, state: 'unsure' });
          });
        }
        for (const message of left.filter(young)) {
          enqueue(message, { since: message.time, resumed: true, doubtful: true });
        }
      }
    },
    async close() {
      const moving = [...jobs.values()].filter(({ message }) => accountOf(message)?.phase === 'online');
      const busy = new Set(moving.map(({ message }) => queues.get(message.conversationId)));
      await settled(Promise.all([...busy].map((queue) => queue?.onIdle())), graceMs);
      closing.abort();
      const never = [...jobs.values()].filter(({ message, tried, doubtful }) => {
        return !tried && !doubtful && !isSafeToRepeat(message);
      });
      for (const { message } of never)
        settle(message.key, { state: 'failed', error: new AppError('offline').toWire() });
      await Promise.all([...queues.values()].map((queue) => queue.onIdle()));
    },
  };
}

function sent({ serverId }: { readonly serverId?: string }): Outcome {
  return { state: 'sent', ...(serverId === undefined ? {} : { serverId }) };
}

function ownMessage(store: Store, conversationId: ConversationId, key: MessageKey): Message {
  const message = store.messages.byKey(key);
  if (message?.conversationId !== conversationId) throw new AppError('not-found');
  return message;
}
