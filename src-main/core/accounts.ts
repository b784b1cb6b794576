import type { Store } from '#main/store/store.ts';
import type { Vault } from '#main/store/vault.ts';
import type { CommandParams, CommandResult } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import { type AccountId, asAccountId, asPeerId, randomKey } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Account, Capabilities } from '#shared/model.ts';
import { bundledAddress, normalAddress } from './address.ts';
import { withPhase } from './apply.ts';
import type { Hub } from './hub.ts';
import type { Sessions } from './sessions.ts';
import { groupThread } from './state.ts';

/** An account of the bundled chat server that anybody may try. */
export interface Sample {
  readonly login: string;
  readonly nick: string;
  readonly password: string;
}

export type SignInParams = CommandParams<'account.signIn'>;

/** The accounts of this profile: one engine for each that is signed in. An unknown account is `not-found`. */
export interface Accounts {
  /**
   * Rejects with `bad-request` (and the `field`) for an empty account or an address that is none, and with
   * `bad-credentials` (`reason: 'no-password'`) when none was given and none is remembered. How the sign-in goes is
   * told by the account's phase: one that cannot be reached ends as `signed-out` with the error.
   */
  signIn(params: SignInParams): Promise<CommandResult<'account.signIn'>>;
  trySample(params: CommandParams<'account.trySample'>): Promise<CommandResult<'account.trySample'>>;
  signOut(params: CommandParams<'account.signOut'>): Promise<void>;
  /** Windows are told `account-removed` only: everything of the account goes with it. */
  forget(params: CommandParams<'account.forget'>): Promise<void>;
  retryNow(params: CommandParams<'account.retryNow'>): void;
  /** Rejects with `not-allowed` when no picture waits for an answer. What comes of it is told by the account. */
  answerChallenge(params: CommandParams<'account.answerChallenge'>, signal: AbortSignal): Promise<void>;
  /** While signed out it is the status of the next sign-in. */
  setStatus(params: CommandParams<'account.setStatus'>, signal: AbortSignal): Promise<void>;
  setSignature(params: CommandParams<'account.setSignature'>, signal: AbortSignal): Promise<void>;
  refreshPerson(params: CommandParams<'person.refresh'>, signal: AbortSignal): Promise<void>;
  /** The stored members; fresh ones are asked for in the background, at most once a minute for each group. */
  refreshMembers(params: CommandParams<'group.members'>): CommandResult<'group.members'>;
  /** The machine woke up or the network changed: every wait for a next attempt ends. */
  wakeAll(): void;
}

/** Accounts as the core runs them. */
export interface RunningAccounts extends Accounts {
  /** Signs in those that chose so. */
  start(): Promise<void>;
}

/** What accounts stand on. */
export interface AccountsDeps {
  readonly store: Store;
  readonly hub: Hub;
  readonly sessions: Sessions;
  readonly vault: Vault;
  readonly samples: () => readonly Sample[];
  /** Called when a password went into the vault. */
  readonly remembered: () => void;
  /** Called when everything of an account was erased from the database and the vault. */
  readonly forgotten: () => void;
  readonly log: Log;
  readonly now: () => number;
}

const membersAgainAfterMs = 60_000;
/** Before the first sign-in nobody knows what the service can do. */
const nothingYet: Capabilities = {
  asks: [],
  sends: [],
  statuses: [],
  fonts: false,
  maxTextBytes: 0,
  safeResend: false,
};

export const passwordName = (id: AccountId): string => `password/${id}`;
export const enginePrefix = (id: AccountId): string => `engine/${id}/`;

export function createAccounts(deps: AccountsDeps): RunningAccounts {
  const { store, hub, sessions, vault, log, now } = deps;
  // Passwords of this run. Those that may be kept are in the vault as well.
  const passwords = new Map<AccountId, string>();
  const membersAsked = new Map<string, number>();

  function need(id: AccountId): Account {
    const account = hub.state.accounts.get(id);
    if (!account) throw new AppError('not-found', { detail: { account: id } });
    return account;
  }
  const passwordOf = async (id: AccountId) => passwords.get(id) ?? (await vault.get(passwordName(id)));
  const find = (wanted: Pick<Account, 'engine' | 'address' | 'login'>) =>
    [...hub.state.accounts.values()].find(
      ({ engine, address, login }) => engine === wanted.engine && address === wanted.address && login === wanted.login,
    );

  async function signIn(params: SignInParams): Promise<CommandResult<'account.signIn'>> {
    const { engine, status, remember, autoSignIn } = params;
    const address = normalAddress(params.address);
    const login = params.login.trim();
    if (login === '') throw new AppError('bad-request', { detail: { field: 'login' } });
    const saved = find({ engine, address, login });
    const password = params.password || (saved && (await passwordOf(saved.id)));
    if (!password) throw new AppError('bad-credentials', { detail: { reason: 'no-password' } });
    const known = find({ engine, address, login });
    const id = known?.id ?? asAccountId(randomKey());
    const choices = { status, autoSignIn, remembered: remember && (known?.remembered ?? false) };
    if (!remember) await vault.remove(passwordName(id));
    // From here on whatever is told of the account is about this attempt: the old phase and error are gone.
    const account = withPhase(known ?? fresh(id), { kind: 'phase', phase: 'connecting' });
    hub.change(({ put }) => put({ kind: 'account', account: { ...account, ...choices } }));
    sessions.start(id, { password, patient: false, accepted: () => void accept(id, password, remember) });
    return { accountId: id };

    function fresh(accountId: AccountId): Account {
      const named = { selfId: asPeerId(login), nick: login, signature: '' };
      return { id: accountId, engine, address, login, ...named, ...choices, phase: 'signed-out', can: nothingYet };
    }
  }

  /** The service took the password, so it is worth keeping. */
  async function accept(id: AccountId, password: string, remember: boolean): Promise<void> {
    passwords.set(id, password);
    if (!remember) return;
    try {
      await vault.set(passwordName(id), password);
      hub.change(({ put }) => put({ kind: 'account', account: { ...need(id), remembered: true } }));
      deps.remembered();
    } catch (cause) {
      log.error('account.not-remembered', { account: id, error: AppError.from(cause) });
    }
  }

  return {
    signIn,
    async trySample({ login }) {
      const samples = deps.samples();
      const used = (sample: Sample) => find({ engine: 'webqq', address: bundledAddress, login: sample.login });
      const sample =
        login === undefined
          ? (samples.find((each) => !used(each)) ??
            samples.find((each) => used(each)?.phase !== 'online') ??
            samples[0])
          : samples.find((each) => each.login === login);
      if (!sample) throw new AppError('not-found');
      const { login: name, password } = sample;
      const choices = { status: 'online', remember: true, autoSignIn: false } as const;
      return await signIn({ engine: 'webqq', address: bundledAddress, login: name, password, ...choices });
    },
    async signOut({ accountId }) {
      need(accountId);
      passwords.delete(accountId);
      await sessions.stop(accountId);
    },
    async forget({ accountId }) {
      need(accountId);
      passwords.delete(accountId);
      await sessions.stop(accountId);
      await vault.remove(passwordName(accountId));
      await vault.removeAll(enginePrefix(accountId));
      if (hub.state.accounts.has(accountId)) hub.change(({ put }) => put({ kind: 'account-removed', accountId }));
      deps.forgotten();
    },
    retryNow({ accountId }) {
      need(accountId);
      sessions.wake(accountId);
    },
    async answerChallenge({ accountId, answer }, signal) {
      if (!need(accountId).challenge) throw new AppError('not-allowed');
      await sessions.ask(accountId, 'answerChallenge', { text: answer }, signal);
    },
    async setStatus({ accountId, status }, signal) {
      if (need(accountId).phase === 'online') await sessions.ask(accountId, 'setStatus', { status }, signal);
      hub.commit(accountId, [{ kind: 'self', id: need(accountId).selfId, status }]);
    },
    async setSignature({ accountId, signature }, signal) {
      need(accountId);
      await sessions.ask(accountId, 'setSignature', { signature }, signal);
      hub.commit(accountId, [{ kind: 'self', id: need(accountId).selfId, signature }]);
    },
    async refreshPerson({ accountId, id }, signal) {
      if (need(accountId).can.asks.includes('fetchPersonInfo')) {
        await sessions.ask(accountId, 'fetchPersonInfo', { id }, signal);
      }
    },
    refreshMembers({ accountId, groupId }) {
      const account = need(accountId);
      const thread = groupThread(accountId, groupId);
      const signal = sessions.signalOf(accountId);
      const due = now() - (membersAsked.get(thread) ?? 0) >= membersAgainAfterMs;
      if (signal && due && account.phase === 'online' && account.can.asks.includes('fetchMembers')) {
        membersAsked.set(thread, now());
        sessions.ask(accountId, 'fetchMembers', { groupId }, signal).catch((cause: unknown) => {
          membersAsked.delete(thread);
          log.info('account.members-failed', { account: accountId, error: AppError.from(cause) });
        });
      }
      return { members: [...(hub.state.members.get(thread) ?? store.roster.members(accountId, groupId))] };
    },
    wakeAll: () => sessions.wakeAll(),
    async start() {
      const chosen = [...hub.state.accounts.values()].filter(({ autoSignIn }) => autoSignIn);
      await Promise.all(chosen.map((account) => startSaved(account)));
    },
  };

  async function startSaved({ id }: Account): Promise<void> {
    let error: AppError | undefined;
    try {
      const password = await passwordOf(id);
      // The person may have been faster.
      if (hub.state.accounts.get(id)?.phase !== 'signed-out') return;
      if (password !== undefined) {
        sessions.start(id, { password, patient: true, accepted: () => void passwords.set(id, password) });
        return;
      }
    } catch (cause) {
      error = AppError.from(cause);
      log.error('account.vault-failed', { account: id, error });
    }
    hub.commit(id, [{ kind: 'phase', phase: 'needs-sign-in', ...(error ? { error } : {}) }]);
  }
}
