import type { CommandParams } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import type { AccountId, PeerId } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { fetchAvatar, refreshPerson } from './actions.ts';
import { center } from './center.ts';

/** What was asked for and answered in this window: a person without a picture is not asked about again. */
const answered = new Set<string>();

/** Asks for a missing picture while it is on screen. Returns the function that gives up. */
export function requestAvatar(wanted: CommandParams<'avatar.fetch'>): () => void {
  const name = `avatar ${wanted.accountId} ${wanted.kind} ${wanted.id}`;
  return request(name, wanted.accountId, 'fetchAvatar', (signal) => fetchAvatar(wanted, signal));
}

/** Asks for a missing signature while its row is on screen. Returns the function that gives up. */
export function requestSignature(accountId: AccountId, id: PeerId): () => void {
  return request(`person ${accountId} ${id}`, accountId, 'fetchPersonInfo', (signal) =>
    refreshPerson(accountId, id, signal),
  );
}

function request(
  name: string,
  accountId: AccountId,
  ask: Account['can']['asks'][number],
  run: (signal: AbortSignal) => Promise<void>,
): () => void {
  const account = center.getState().accounts[accountId];
  if (answered.has(name) || account?.phase !== 'online' || !account.can.asks.includes(ask)) return () => {};
  const watch = new AbortController();
  run(watch.signal).then(
    () => answered.add(name),
    (cause: unknown) => {
      // What was given up is asked for at the next showing; what was refused would be refused again.
      const { code, retry } = AppError.from(cause);
      if (retry === 'never' && code !== 'cancelled') answered.add(name);
    },
  );
  return () => watch.abort();
}
