import type { Snapshot } from '#shared/events.ts';
import type { Account, Conversation, Group, Policy } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';

/** A chat with unread messages, as the tray and notifications speak of it. */
export interface UnreadChat {
  readonly conversation: Conversation;
  readonly account: Account;
  /** Safe to show on one line. */
  readonly name: string;
  readonly policy: Policy;
}

/** Chats with unread messages, newest first. */
export function unreadChats(state: Snapshot): readonly UnreadChat[] {
  return state.conversations
    .filter(({ unread }) => unread > 0)
    .toSorted((one, other) => other.activeTime - one.activeTime)
    .flatMap((conversation) => {
      const account = state.accounts.find(({ id }) => id === conversation.accountId);
      if (!account) return [];
      const group = groupOf(state, conversation);
      const name = cleanName(peerName(state, conversation, group)) || conversation.peerId;
      return [{ conversation, account, name, policy: group?.policy ?? 'notify' }];
    });
}

/** The number on the app's icon: unread messages of the chats that may draw attention. */
export function badgeCount(chats: readonly UnreadChat[]): number {
  return chats.reduce((sum, { conversation, policy }) => sum + (policy === 'notify' ? conversation.unread : 0), 0);
}

function groupOf(state: Snapshot, { kind, accountId, peerId }: Conversation): Group | undefined {
  if (kind !== 'group') return undefined;
  return state.groups.find((group) => group.accountId === accountId && group.id === peerId);
}

function peerName(state: Snapshot, { kind, accountId, peerId, title }: Conversation, group: Group | undefined): string {
  if (group) return group.remark || group.name || title;
  if (kind !== 'person') return title;
  const contact = state.contacts.find((each) => each.accountId === accountId && each.id === peerId);
  return contact?.remark || contact?.nick || title;
}
