import type { Emit, Engine, EngineEvent, EngineFactory, EngineVault } from '#main/engine/engine.ts';
import { createPause } from '#main/net/pace.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Account, EngineKind, MediaHash } from '#shared/model.ts';
import type { Fact, PhaseFact } from './apply.ts';
import type { Hub } from './hub.ts';
import { type Pace, settled, untilNext } from './waiting.ts';

/** One account from sign-in to sign-out. */
export interface Session {
  /** Aborts when the person signs out or the client ends. */
  readonly signal: AbortSignal;
  /** Resolves when the engine has left; never rejects. */
  readonly done: Promise<void>;
  /** The engine of the current attempt. */
  engine(): Engine | undefined;
  abort(): void;
  /** Ends any wait for the next attempt. */
  wake(): void;
}

/** Pictures that are shown for a while. */
export interface PassingPictures {
  /** `undefined` when the bytes are no picture. */
  keep(bytes: Uint8Array): MediaHash | undefined;
  /** Deletes the picture unless something still shows it. */
  drop(hash: MediaHash): void;
}

/** What sessions stand on. */
export interface SessionsDeps {
  readonly hub: Hub;
  readonly engines: Readonly<Record<EngineKind, EngineFactory>>;
  /** Turns the account's address into the one to connect to; throws when there is none now. */
  readonly addressOf: (account: Account) => string;
  readonly vaultOf: (accountId: AccountId) => EngineVault;
  /** Pictures that a sign-in shows for a while. */
  readonly pictures: PassingPictures;
  readonly log: Log;
  readonly now: () => number;
  readonly pace: Pace;
}

/** How an account is signed in. */
export interface SignIn {
  readonly password: string;
  /**
   * A service that cannot be reached is tried again and again. Otherwise the first such failure before the account was
   * online ends it, so that the sign-in form can tell; and a picture may be shown there, which a person reads.
   */
  readonly patient: boolean;
  /** Called when the account is online for the first time: the password was right. */
  readonly accepted: () => void;
}

/** What one session is given. */
export interface SessionDeps extends SessionsDeps {
  readonly accountId: AccountId;
  readonly how: SignIn;
  /** The end of the session before this one: two sign-ins of one account would end each other. */
  readonly after: Promise<void>;
  readonly setPhase: (fact: PhaseFact) => void;
  /** Called after facts of the engine were stored. */
  readonly committed: () => void;
}

/** How long an engine may take to leave its service. */
export const leaveWithinMs = 3_000;

/** Failures that a new sign-in by a person may cure. */
const accountCodes: readonly ErrorCode[] = ['bad-credentials', 'challenge-needed', 'session-expired', 'rejected'];
/** Failures of this computer or of the client itself: the service did not refuse, so trying again is right. */
const localCodes: readonly ErrorCode[] = ['storage', 'disk-full', 'internal', 'cancelled'];

/** Facts about where a sign-in stands, which is decided once the person left. */
const standing: readonly EngineEvent['kind'][] = ['online', 'reconnecting', 'challenge'];

/** Starts signing in at once and keeps the account signed in until it is aborted or cannot go on without a person. */
export function runSession(deps: SessionDeps): Session {
  const { hub, log, accountId, how, setPhase } = deps;
  const control = new AbortController();
  const { signal } = control;
  const pause = createPause();
  let engine: Engine | undefined;
  let patient = how.patient;
  let accepted = false;
  let failures = 0;
  const shown = new Set<MediaHash>();

  const emit: Emit = async (events) => {
    // Messages that were consumed must be stored even while leaving; where the sign-in stands is decided by then.
    const facts = (signal.aborted ? events.filter(({ kind }) => !standing.includes(kind)) : events).map(toFact);
    hub.commit(accountId, facts, engine?.can);
    dropOldPictures();
    if (facts.some(({ kind }) => kind === 'online')) {
      patient = true;
      failures = 0;
      if (!accepted) how.accepted();
      accepted = true;
    }
    deps.committed();
  };

  /** Throws `challenge-needed` when nobody is there to read a picture. */
  function toFact(event: EngineEvent): Fact {
    if (event.kind !== 'challenge') return event;
    if (patient) throw new AppError('challenge-needed');
    const picture = deps.pictures.keep(event.picture);
    if (picture === undefined) throw new AppError('bad-reply', { detail: { reason: 'no-picture' } });
    shown.add(picture);
    return { kind: 'challenge', picture, wrong: event.wrong };
  }

  function dropOldPictures(): void {
    const current = hub.state.accounts.get(accountId)?.challenge?.picture;
    for (const picture of shown) {
      if (picture === current) continue;
      shown.delete(picture);
      deps.pictures.drop(picture);
    }
  }

  async function attempt(): Promise<AppError> {
    try {
      const account = hub.state.accounts.get(accountId);
      if (!account) return new AppError('not-found');
      const { login, status } = account;
      const vault = deps.vaultOf(accountId);
      const address = deps.addressOf(account);
      engine = deps.engines[account.engine]({
        account: { address, login, password: how.password, status },
        emit,
        vault,
        log,
      });
      await engine.run(signal);
      return new AppError('internal', { detail: { reason: 'engine-stopped' } });
    } catch (cause) {
      return AppError.from(cause);
    } finally {
      engine = undefined;
    }
  }

  /** Stops for good, or says in how many milliseconds the next attempt starts. */
  function afterFailure(error: AppError): number | undefined {
    log.warn('account.attempt-failed', { account: accountId, error });
    const mayHelp = error.retry === 'later' || localCodes.includes(error.code);
    if (error.code === 'kicked') setPhase({ kind: 'phase', phase: 'kicked', error });
    else if (accountCodes.includes(error.code)) setPhase({ kind: 'phase', phase: 'needs-sign-in', error });
    else if (!patient) setPhase({ kind: 'phase', phase: 'signed-out', error });
    else if (!mayHelp) setPhase({ kind: 'phase', phase: 'needs-sign-in', error });
    else {
      failures += 1;
      const ms = untilNext(error, deps.pace(failures));
      setPhase({ kind: 'phase', phase: 'reconnecting', error, retryAt: deps.now() + ms });
      return ms;
    }
    return undefined;
  }

  async function supervise(): Promise<void> {
    setPhase({ kind: 'phase', phase: 'connecting' });
    await settled(deps.after, leaveWithinMs);
    while (!signal.aborted) {
      const error = await attempt();
      if (signal.aborted) return;
      const ms = afterFailure(error);
      if (ms === undefined) return;
      await pause.sleep(ms, signal);
      setPhase({ kind: 'phase', phase: 'reconnecting', error });
    }
  }

  return {
    signal,
    done: supervise()
      .catch((cause: unknown) => {
        const error = AppError.from(cause);
        if (error.code !== 'cancelled') log.error('account.session-failed', { account: accountId, error });
      })
      .finally(dropOldPictures),
    engine: () => engine,
    abort: () => control.abort(),
    wake() {
      pause.wake();
      engine?.wake();
    },
  };
}
