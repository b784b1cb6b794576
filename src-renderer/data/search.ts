import type { AccountId, ConversationId, PeerId } from '#shared/ids.ts';
import { conversationId } from '#shared/ids.ts';
import type { Contact, Conversation, Group } from '#shared/model.ts';
import { pinyinKeys } from '../text/pinyin.ts';
import type { Center } from './center.ts';
import { contactName, conversationName, groupName, memo, recentConversations } from './select.ts';

/** A chat that can be found, open already or not. */
export interface Found {
  readonly id: ConversationId;
  readonly name: string;
  /** All words it may be found by, in lower case. */
  readonly keys: readonly string[];
}

type People = Readonly<Record<PeerId, Contact>> | undefined;
type Groups = Readonly<Record<PeerId, Group>> | undefined;

const entry = (id: ConversationId, name: string, words: readonly string[]): Found => ({
  id,
  name,
  keys: [name, ...words, ...[name, ...words].flatMap(pinyinKeys)].map((key) => key.toLocaleLowerCase()),
});

const index = memo((accountId: AccountId, people: People, groups: Groups): readonly Found[] => [
  ...Object.values(people ?? {}).map((contact) =>
    entry(conversationId({ accountId, kind: 'person', peerId: contact.id }), contactName(contact), [
      contact.nick,
      contact.id,
    ]),
  ),
  ...Object.values(groups ?? {}).map((group) =>
    entry(conversationId({ accountId, kind: 'group', peerId: group.id }), groupName(group), [group.name, group.id]),
  ),
]);

const searchMemo = memo(
  (query: string, known: readonly Found[], recent: readonly Conversation[], state: Center): readonly Found[] => {
    const ids = new Set(known.map(({ id }) => id));
    const others = recent.filter(({ id }) => !ids.has(id));
    const all = [...known, ...others.map(({ id, peerId }) => entry(id, conversationName(state, id), [peerId]))];
    const place = new Map(recent.map(({ id }, at) => [id, at]));
    const rank = ({ id, keys }: Found) =>
      (keys.some((key) => key.startsWith(query)) ? 0 : 10_000) + (place.get(id) ?? 9_999);
    return all
      .filter(({ keys }) => keys.some((key) => key.includes(query)))
      .map((found) => ({ found, rank: rank(found) }))
      .sort((one, other) => one.rank - other.rank || (one.found.name < other.found.name ? -1 : 1))
      .map(({ found }) => found);
  },
);

/**
 * People, groups and chats by name, remark, number, pinyin or pinyin initials. Beginnings come first, then the chats
 * with the newest messages.
 */
export function searchChats(state: Center, accountId: AccountId, query: string): readonly Found[] {
  const known = index(accountId, state.contacts[accountId], state.groups[accountId]);
  return searchMemo(query.trim().toLocaleLowerCase(), known, recentConversations(state, accountId), state);
}
