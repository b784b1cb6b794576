import type {
  AskKind,
  Asks,
  Engine,
  EngineDeps,
  EngineEvent,
  EngineFactory,
  MessageFact,
} from '#main/engine/engine.ts';
import { AppError } from '#shared/errors.ts';
import { asPeerId } from '#shared/ids.ts';
import type { Capabilities } from '#shared/model.ts';
import { soon } from './soon.ts';

/** What a puppet can do unless a test says otherwise. */
export const puppetCan: Capabilities = {
  asks: [
    'sendMessage',
    'setStatus',
    'setSignature',
    'fetchPersonInfo',
    'fetchMembers',
    'fetchAvatar',
    'shake',
    'notifyTyping',
  ],
  sends: ['text', 'face'],
  statuses: ['online', 'away', 'busy', 'hidden'],
  fonts: true,
  maxTextBytes: 1_000,
  safeResend: false,
};

/** A question that a puppet was asked and that waits for the test's answer. */
export interface Asked<Kind extends AskKind = AskKind> {
  readonly kind: Kind;
  readonly what: Asks[Kind]['in'];
  readonly signal: AbortSignal;
  answer(out: Asks[Kind]['out']): void;
  refuse(error: AppError): void;
}

/** One engine that does nothing by itself: the test is the service. */
export interface Puppet {
  readonly deps: EngineDeps;
  readonly asked: Asked[];
  readonly wakes: number;
  emit(...events: EngineEvent[]): Promise<void>;
  online(): Promise<void>;
  /** Ends `run` with an error. */
  fail(error: AppError): void;
  /** Whether `run` was told to stop. */
  aborted(): boolean;
}

/** The factory of puppets, and the puppets that were made, in order. */
export interface Stagehand {
  readonly factory: EngineFactory;
  readonly puppets: Puppet[];
  can: Capabilities;
  /** Refuses what is asked and what will be, so that nothing waits for an answer at the end of a test. */
  end(): void;
  /** The newest puppet once there are `count` of them. */
  puppet(count?: number): Promise<Puppet>;
  /** The question number `index` of one kind at the newest puppet, once it was asked. */
  asked<Kind extends AskKind>(kind: Kind, index?: number): Promise<Asked<Kind>>;
}

export function createStagehand(can: Capabilities = puppetCan): Stagehand {
  const puppets: Puppet[] = [];
  const ended = new AbortController();
  const hand: Stagehand = {
    can,
    puppets,
    end: () => ended.abort(),
    factory: (deps) => {
      const { engine, puppet } = createPuppet(deps, hand.can, ended.signal);
      puppets.push(puppet);
      return engine;
    },
    puppet: (count = 1) =>
      soon(() => {
        const last = puppets.at(-1);
        if (!last || puppets.length < count) throw new Error(`there are ${puppets.length} puppets`);
        return last;
      }),
    asked: <Kind extends AskKind>(kind: Kind, index = 0) =>
      soon(() => {
        const found = puppets.at(-1)?.asked.filter((each) => each.kind === kind)[index];
        if (!found) throw new Error(`${kind} was not asked ${index + 1} times`);
        return found as unknown as Asked<Kind>;
      }),
  };
  return hand;
}

function createPuppet(deps: EngineDeps, can: Capabilities, ended: AbortSignal): { engine: Engine; puppet: Puppet } {
  const end = Promise.withResolvers<void>();
  const asked: Asked[] = [];
  let running: AbortSignal | undefined;
  let wakes = 0;
  const engine: Engine = {
    can,
    run(signal) {
      running = signal;
      signal.addEventListener('abort', () => end.resolve(), { once: true });
      return end.promise;
    },
    ask: (kind, what, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      const question = { kind, what, signal, answer: resolve, refuse: reject };
      asked.push(question as unknown as Asked);
      signal.addEventListener('abort', () => reject(new AppError('cancelled')), { once: true });
      ended.addEventListener('abort', () => reject(new AppError('rejected')), { once: true });
      if (ended.aborted) reject(new AppError('rejected'));
      return promise;
    },
    wake: () => {
      wakes += 1;
    },
  };
  const puppet: Puppet = {
    deps,
    asked,
    get wakes() {
      return wakes;
    },
    emit: (...events) => deps.emit(events),
    online: () => deps.emit([{ kind: 'online' }]),
    fail: (error) => end.reject(error),
    aborted: () => running?.aborted ?? false,
  };
  return { engine, puppet };
}

/** A message from a buddy, or with `group` from a member of a group. */
export function incoming(
  serverId: string,
  text: string,
  more: Partial<MessageFact> & { group?: string } = {},
): MessageFact {
  const { group, ...rest } = more;
  const senderId = asPeerId('2001');
  return {
    peer: group === undefined ? { kind: 'person', id: senderId } : { kind: 'group', id: asPeerId(group) },
    serverId,
    time: 1_700_000_000_000,
    senderId,
    senderName: 'Lin Mei',
    segments: [{ kind: 'text', text }],
    ...rest,
  };
}
