import { useEffect, useRef, useState } from 'react';
import type { CommandParams } from '#shared/commands.ts';
import type { WireError } from '#shared/errors.ts';
import { AppError } from '#shared/errors.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { signIn, signOut, trySample } from '../../data/actions.ts';
import { center, useCenter } from '../../data/center.ts';

interface Attempt {
  /** Known once the main process answered. */
  readonly accountId?: AccountId;
  /** The account as it was before the question. Whatever it became since then is about this attempt. */
  readonly before?: Account | undefined;
}

/** A sign-in under way and how it went. */
export interface SignInAttempt {
  readonly busy: boolean;
  /** The account that is being signed in, once something was told about this attempt. */
  readonly account: Account | undefined;
  /** Why it did not work, or why it is taking longer. */
  readonly error: WireError | undefined;
  /** When the next try starts, while the server cannot be reached. */
  readonly retryAt: number | undefined;
  signIn(params: CommandParams<'account.signIn'>): void;
  trySample(): void;
  cancel(): void;
  clearError(): void;
}

/**
 * Follows a sign-in from the button to the panel, or to the reason why not. One that waits for a picture to be read,
 * started by a window that is gone, is followed from here on.
 */
export function useSignIn(
  preselected: Account | undefined,
  onAttempt: () => void,
  onSignedIn: (id: AccountId) => void,
): SignInAttempt {
  const [attempt, setAttempt] = useState<Attempt | undefined>(() =>
    preselected?.challenge ? { accountId: preselected.id } : undefined,
  );
  const [error, setError] = useState<WireError>();
  const account = useCenter((state) => attempt?.accountId && state.accounts[attempt.accountId]);
  const current = useRef<Attempt>(undefined);

  useEffect(() => {
    if (!attempt || !account || attempt.before === account) return;
    if (account.phase === 'online') {
      onSignedIn(account.id);
    } else if (account.phase !== 'connecting' && account.phase !== 'reconnecting') {
      setError(account.error);
      setAttempt(undefined);
    }
  }, [attempt, account, onSignedIn]);

  const start = async (ask: () => Promise<AccountId>) => {
    const started: Attempt = {};
    const { accounts } = center.getState();
    current.current = started;
    setError(undefined);
    setAttempt(started);
    onAttempt();
    try {
      const accountId = await ask();
      // Cancelled before the answer came: the account must not stay signed in behind the form.
      if (current.current !== started) await signOut(accountId);
      else setAttempt({ accountId, before: accounts[accountId] });
    } catch (cause) {
      if (current.current !== started) return;
      setError(AppError.from(cause).toWire());
      setAttempt(undefined);
    }
  };

  return {
    busy: attempt !== undefined,
    account: attempt && account !== attempt.before ? account : undefined,
    error: attempt ? (account?.phase === 'reconnecting' ? account.error : undefined) : error,
    retryAt: account?.phase === 'reconnecting' ? account.retryAt : undefined,
    signIn: (params) => void start(() => signIn(params)),
    trySample: () => void start(() => trySample()),
    cancel: () => {
      current.current = undefined;
      setAttempt(undefined);
      // Without a line the main process is gone, and the attempt with it.
      if (attempt?.accountId) signOut(attempt.accountId).catch(() => {});
    },
    clearError: () => setError(undefined),
  };
}
