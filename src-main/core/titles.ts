import type { ConversationParts } from '#shared/ids.ts';
import type { State } from './state.ts';

/** What a conversation is called after its buddy or group; `undefined` when neither is known. */
export function titleOf(state: State, { accountId, kind, peerId }: ConversationParts): string | undefined {
  if (kind === 'group') {
    const group = state.groups.get(accountId)?.get(peerId);
    return group && (group.remark || group.name || undefined);
  }
  const contact = state.contacts.get(accountId)?.get(peerId);
  return contact && (contact.remark || contact.nick || undefined);
}
