import type { CommandParams, CommandResult } from '#shared/commands.ts';

/** The accounts of this profile: one engine for each that is signed in. */
export interface Accounts {
  signIn(params: CommandParams<'account.signIn'>): Promise<CommandResult<'account.signIn'>>;
  trySample(params: CommandParams<'account.trySample'>): Promise<CommandResult<'account.trySample'>>;
  signOut(params: CommandParams<'account.signOut'>): Promise<void>;
  forget(params: CommandParams<'account.forget'>): Promise<void>;
  retryNow(params: CommandParams<'account.retryNow'>): void;
  setStatus(params: CommandParams<'account.setStatus'>, signal: AbortSignal): Promise<void>;
  setSignature(params: CommandParams<'account.setSignature'>, signal: AbortSignal): Promise<void>;
  refreshPerson(params: CommandParams<'person.refresh'>, signal: AbortSignal): Promise<void>;
  /** The stored members; fresh ones are asked for in the background, at most once a minute for each group. */
  refreshMembers(params: CommandParams<'group.members'>): CommandResult<'group.members'>;
  /** The machine woke up or the network changed: every wait for a next attempt ends. */
  wakeAll(): void;
}
