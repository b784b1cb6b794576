import type { AccountId, ConversationId, ConversationParts, PeerId } from '#shared/ids.ts';
import { conversationParts } from '#shared/ids.ts';
import type { Category, Contact, Conversation, Group, MediaHash, Message, Policy, Presence } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import type { Center } from './center.ts';

/** Reads several parts of the center; works the answer out anew only when one of them changed. */
export function memo<Parts extends readonly unknown[], Answer>(
  work: (...parts: Parts) => Answer,
): (...parts: Parts) => Answer {
  let last: { readonly parts: Parts; readonly answer: Answer } | undefined;
  return (...parts) => {
    if (!last || parts.some((part, at) => part !== last?.parts[at])) last = { parts, answer: work(...parts) };
    return last.answer;
  };
}

const orId = (name: string, id: string): string => cleanName(name) || id;

/** The name under which a buddy is shown: remark, else nick, else number. */
export function contactName(contact: Contact): string {
  return cleanName(contact.remark) || orId(contact.nick, contact.id);
}

/** The name under which a group is shown: remark, else name, else number. */
export function groupName(group: Group): string {
  return cleanName(group.remark) || orId(group.name, group.id);
}

/** The name of an account: nick, else what was typed to sign in. */
export function accountName(account: { readonly nick: string; readonly login: string }): string {
  return orId(account.nick, account.login);
}

function contactOf(state: Center, parts: ConversationParts): Contact | undefined {
  return parts.kind === 'person' ? state.contacts[parts.accountId]?.[parts.peerId] : undefined;
}

function groupOf(state: Center, parts: ConversationParts): Group | undefined {
  return parts.kind === 'group' ? state.groups[parts.accountId]?.[parts.peerId] : undefined;
}

/** The name of a chat: that of its buddy or group, else the last known title, else the number. */
export function conversationName(state: Center, id: ConversationId): string {
  const parts = conversationParts(id);
  if (!parts) return id;
  const contact = contactOf(state, parts);
  if (contact) return contactName(contact);
  const group = groupOf(state, parts);
  if (group) return groupName(group);
  return orId(state.conversations[id]?.title ?? '', parts.peerId);
}

/** The picture of a chat, if one is known. */
export function conversationAvatar(state: Center, id: ConversationId): MediaHash | undefined {
  const parts = conversationParts(id);
  return parts && (contactOf(state, parts) ?? groupOf(state, parts))?.avatar;
}

/** How a chat may draw attention. */
export function conversationPolicy(state: Center, id: ConversationId): Policy {
  const parts = conversationParts(id);
  return (parts && groupOf(state, parts)?.policy) ?? 'notify';
}

/** The status of a chat's buddy; `undefined` for chats with several people. While not online nothing is known. */
export function conversationPresence(state: Center, id: ConversationId): Presence | undefined {
  const parts = conversationParts(id);
  const contact = parts && contactOf(state, parts);
  return contact && shownPresence(state, contact);
}

/** A buddy's status as far as it can be known now. */
export function shownPresence(state: Center, contact: Contact): Presence {
  return state.accounts[contact.accountId]?.phase === 'online' ? contact.presence : 'unknown';
}

/** Who said something: own nick, group card, remark, nick, the name when it came, the number; the first that is there. */
export function senderName(
  state: Center,
  message: Pick<Message, 'conversationId' | 'senderId' | 'senderName'>,
): string {
  const parts = conversationParts(message.conversationId);
  if (!parts) return orId(message.senderName, message.senderId);
  const account = state.accounts[parts.accountId];
  const member =
    parts.kind === 'group'
      ? state.members[parts.accountId]?.[parts.peerId]?.find((each) => each.id === message.senderId)
      : undefined;
  const contact = state.contacts[parts.accountId]?.[message.senderId];
  const own = account?.selfId === message.senderId ? account.nick : '';
  return (
    [member?.card, own, contact?.remark, member?.nick, contact?.nick, message.senderName]
      .map((name) => cleanName(name ?? ''))
      .find((name) => name !== '') ?? message.senderId
  );
}

const sortRecent = memo((conversations: Center['conversations'], accountId: AccountId): readonly Conversation[] =>
  Object.values(conversations)
    .filter((conversation) => conversation.accountId === accountId)
    .sort((one, other) => other.activeTime - one.activeTime || (one.id < other.id ? -1 : 1)),
);

/** The chats of an account, the one with the newest message first. */
export function recentConversations(state: Center, accountId: AccountId): readonly Conversation[] {
  return sortRecent(state.conversations, accountId);
}

/** The sum of the red counts of an account. */
export function unreadTotal(state: Center, accountId: AccountId): number {
  return recentConversations(state, accountId).reduce(
    (sum, { id, unread }) => (conversationPolicy(state, id) === 'notify' ? sum + unread : sum),
    0,
  );
}

/** One category with its buddies, those who can be reached first, then by name. */
export interface BuddyBranch {
  readonly category: Category;
  readonly contacts: readonly Contact[];
  readonly online: number;
}

// The collation of pinyin, which sorts Latin names as well.
const byName = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true, sensitivity: 'base' });
const reachable: ReadonlySet<Presence> = new Set(['online', 'callme', 'away', 'busy', 'silent']);

/** Whether somebody with this status is there. */
export function isReachable(presence: Presence): boolean {
  return reachable.has(presence);
}

const sortBuddies = memo(
  (
    contacts: Readonly<Record<PeerId, Contact>> | undefined,
    categories: readonly Category[] | undefined,
    known: boolean,
  ): readonly BuddyBranch[] => {
    const byCategory = new Map<string, { contact: Contact; name: string; away: number }[]>();
    const sorted = [...(categories ?? [])].sort((one, other) => one.sort - other.sort);
    // Buddies of a category that was not told (yet) belong to the first one.
    const first = sorted[0] ?? { id: '0', name: '', sort: 0 };
    const told = new Set(sorted.map(({ id }) => id));
    for (const contact of Object.values(contacts ?? {})) {
      const id = told.has(contact.categoryId) ? contact.categoryId : first.id;
      const entry = { contact, name: contactName(contact), away: known && isReachable(contact.presence) ? 0 : 1 };
      const entries = byCategory.get(id);
      if (entries) entries.push(entry);
      else byCategory.set(id, [entry]);
    }
    return (sorted.length > 0 ? sorted : byCategory.size > 0 ? [first] : []).map((category) => {
      const entries = byCategory.get(category.id) ?? [];
      entries.sort((one, other) => one.away - other.away || byName.compare(one.name, other.name));
      return {
        category,
        contacts: entries.map(({ contact }) => contact),
        online: entries.filter(({ away }) => away === 0).length,
      };
    });
  },
);

/** The buddies of an account by category. While not online, nobody counts as online. */
export function buddyTree(state: Center, accountId: AccountId): readonly BuddyBranch[] {
  const known = state.accounts[accountId]?.phase === 'online';
  return sortBuddies(state.contacts[accountId], state.categories[accountId], known);
}

/** The groups of an account by what the account is in them, each part by name. */
export interface GroupBranches {
  readonly owned: readonly Group[];
  readonly administered: readonly Group[];
  readonly joined: readonly Group[];
}

const sortGroups = memo((groups: Readonly<Record<PeerId, Group>> | undefined): GroupBranches => {
  const named = Object.values(groups ?? {}).map((group) => ({ group, name: groupName(group) }));
  named.sort((one, other) => byName.compare(one.name, other.name));
  const of = (role: Group['role']) => named.filter(({ group }) => group.role === role).map(({ group }) => group);
  return { owned: of('owner'), administered: of('admin'), joined: of('member') };
});

export function groupBranches(state: Center, accountId: AccountId): GroupBranches {
  return sortGroups(state.groups[accountId]);
}
