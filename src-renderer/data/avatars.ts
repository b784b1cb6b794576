import type { CommandParams } from '#shared/commands.ts';
import { fetchAvatar } from './actions.ts';
import { center } from './center.ts';

type Wanted = CommandParams<'avatar.fetch'>;

/** Pictures that were asked for and answered in this window: a person without a picture is not asked about again. */
const answered = new Set<string>();

/** Asks for a missing picture while it is on screen. Returns the function that gives up. */
export function requestAvatar(wanted: Wanted): () => void {
  const name = `${wanted.accountId} ${wanted.kind} ${wanted.id}`;
  const account = center.getState().accounts[wanted.accountId];
  if (answered.has(name) || account?.phase !== 'online' || !account.can.asks.includes('fetchAvatar')) return () => {};
  const watch = new AbortController();
  fetchAvatar(wanted, watch.signal).then(
    () => answered.add(name),
    // The drawn avatar stays; the next showing asks again.
    () => {},
  );
  return () => watch.abort();
}
