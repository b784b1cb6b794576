import { useEffect, useState } from 'react';
import type { AccountId } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { useCenter } from '../data/center.ts';
import { shapeMainWindow } from '../data/windows.ts';
import { Panel } from './panel/panel.tsx';
import { SignIn } from './sign-in/sign-in.tsx';

/** Phases in which an account's lists are worth showing, also while the line to its service is down. */
const alive: ReadonlySet<Account['phase']> = new Set(['connecting', 'online', 'reconnecting', 'kicked']);

/**
 * The main window: the panel of an account that is signed in, else the sign-in form. A sign-in that was started in the
 * form stays in the form until it succeeds, and one that waits for a picture to be read comes back to it. `only` binds the window to one account.
 */
export function MainView({ only }: { readonly only?: AccountId }) {
  const accounts = useCenter((state) => state.accounts);
  const [chosen, setChosen] = useState(only);
  const [form, setForm] = useState(false);
  const preferred = chosen === undefined ? undefined : accounts[chosen];
  const candidates = only ? [preferred] : [preferred, ...Object.values(accounts)];
  const shown = form
    ? undefined
    : candidates.find((account) => account && !account.challenge && alive.has(account.phase));
  const shape = shown ? 'panel' : 'sign-in';
  const shownId = shown?.id;
  useEffect(() => shapeMainWindow(shape), [shape]);
  // After a sign-out the form starts with the account that was here.
  useEffect(() => setChosen((before) => shownId ?? before), [shownId]);

  const signInAgain = (account: Account) => {
    setChosen(account.id);
    setForm(true);
  };
  const signedIn = (id: AccountId) => {
    setChosen(id);
    setForm(false);
  };
  if (shown) return <Panel key={shown.id} account={shown} onSignIn={() => signInAgain(shown)} />;
  return <SignIn preselected={preferred ?? needy(accounts)} onAttempt={() => setForm(true)} onSignedIn={signedIn} />;
}

/** The account that the form should show first: one that waits for a picture to be read, one that must sign in again, else one that was here before. */
function needy(accounts: Readonly<Record<AccountId, Account>>): Account | undefined {
  const known = Object.values(accounts);
  return (
    known.find(({ challenge }) => challenge) ??
    known.find(({ phase }) => phase === 'needs-sign-in') ??
    known.find(({ remembered }) => remembered) ??
    known[0]
  );
}
