import type { AskKind, Asks } from '#main/engine/engine.ts';
import { AppError } from '#shared/errors.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Account, Phase } from '#shared/model.ts';
import type { PhaseFact } from './apply.ts';
import { leaveWithinMs, runSession, type Session, type SessionsDeps, type SignIn } from './session.ts';
import { abortable, settled } from './waiting.ts';

/** The accounts that are signed in or try to be: one engine each. */
export interface Sessions {
  /** Signs in; a session that runs already leaves first. */
  start(accountId: AccountId, how: SignIn): void;
  /** Signs out in any phase; the account is `signed-out` at once, the promise waits for the engine to leave (3 s at most). */
  stop(accountId: AccountId): Promise<void>;
  /** Leaves all services when the client ends. */
  close(): Promise<void>;
  wake(accountId: AccountId): void;
  wakeAll(): void;
  /** Asks the engine; `offline` when there is none. The end of the session cancels it. */
  ask<Kind extends AskKind>(
    accountId: AccountId,
    kind: Kind,
    what: Asks[Kind]['in'],
    signal: AbortSignal,
  ): Promise<Asks[Kind]['out']>;
  /** The signal of the running session; `undefined` without one. */
  signalOf(accountId: AccountId): AbortSignal | undefined;
  /** Resolves when the account is next online; rejects with the reason when its sign-in ends instead. */
  untilOnline(accountId: AccountId, signal: AbortSignal): Promise<void>;
}

const stopped: readonly Phase[] = ['signed-out', 'kicked', 'needs-sign-in'];

/** Whether an account in this phase stays as it is until a person acts. */
export const isStopped = (phase: Phase): boolean => stopped.includes(phase);

export function createSessions(deps: SessionsDeps): Sessions {
  const { hub, log } = deps;
  const sessions = new Map<AccountId, Session>();
  const gates = new Map<AccountId, PromiseWithResolvers<void>>();

  function tellWaiting(accountId: AccountId): void {
    const account = hub.state.accounts.get(accountId);
    const gate = gates.get(accountId);
    if (!gate) return;
    if (account?.phase === 'online') gate.resolve();
    else if (!account || isStopped(account.phase)) gate.reject(whyStopped(account));
    else return;
    gates.delete(accountId);
  }

  function setPhase(accountId: AccountId, fact: PhaseFact): void {
    if (!hub.state.accounts.has(accountId)) return;
    hub.commit(accountId, [fact]);
    tellWaiting(accountId);
  }

  return {
    start(accountId, how) {
      const former = sessions.get(accountId);
      former?.abort();
      const session = runSession({
        ...deps,
        accountId,
        how,
        after: former?.done ?? Promise.resolve(),
        setPhase: (fact) => setPhase(accountId, fact),
        committed: () => tellWaiting(accountId),
      });
      sessions.set(accountId, session);
      void session.done.then(() => {
        if (sessions.get(accountId) === session) sessions.delete(accountId);
      });
    },
    async stop(accountId) {
      const session = sessions.get(accountId);
      session?.abort();
      setPhase(accountId, { kind: 'phase', phase: 'signed-out' });
      if (!session) return;
      await settled(session.done, leaveWithinMs);
      log.info('account.signed-out', { account: accountId });
    },
    async close() {
      const running = [...sessions.values()];
      for (const session of running) session.abort();
      await settled(Promise.all(running.map(({ done }) => done)), leaveWithinMs);
    },
    wake: (accountId) => sessions.get(accountId)?.wake(),
    wakeAll() {
      for (const session of sessions.values()) session.wake();
    },
    async ask(accountId, kind, what, signal) {
      const session = sessions.get(accountId);
      const engine = session?.engine();
      if (!session || !engine) throw new AppError('offline');
      return await engine.ask(kind, what, AbortSignal.any([signal, session.signal]));
    },
    signalOf: (accountId) => sessions.get(accountId)?.signal,
    async untilOnline(accountId, signal) {
      let gate = gates.get(accountId);
      if (!gate) {
        gate = Promise.withResolvers<void>();
        gate.promise.catch(() => undefined);
        gates.set(accountId, gate);
      }
      await abortable(gate.promise, signal);
    },
  };
}

/** Why nothing can be sent with an account that is not signed in. */
export function whyStopped(account: Account | undefined): AppError {
  return account?.error ? AppError.fromWire(account.error) : new AppError('offline');
}
