import type { AccountId, ConversationId, MessageKey, PeerId } from './ids.ts';
import type {
  Account,
  Category,
  Contact,
  Conversation,
  Group,
  Hosting,
  Member,
  Message,
  Notice,
  Settings,
} from './model.ts';

/**
 * What a window is told. Each event is an idempotent upsert or removal: applying it twice, or after a later one of the
 * same slot was merged in, gives the same state.
 */
export type UiEvent =
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'account-removed'; readonly accountId: AccountId }
  | { readonly kind: 'categories'; readonly accountId: AccountId; readonly categories: readonly Category[] }
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'contact-removed'; readonly accountId: AccountId; readonly id: PeerId }
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'group-removed'; readonly accountId: AccountId; readonly id: PeerId }
  /** The whole member list, in no order. Only to fronts that have the group's thread open. */
  | {
      readonly kind: 'members';
      readonly accountId: AccountId;
      readonly groupId: PeerId;
      readonly members: readonly Member[];
    }
  | { readonly kind: 'conversation'; readonly conversation: Conversation }
  | { readonly kind: 'conversation-removed'; readonly conversationId: ConversationId }
  /** Only to fronts that have the thread open. */
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'message-removed'; readonly conversationId: ConversationId; readonly key: MessageKey }
  /** The other person is writing, for all that is known until `until` (milliseconds). Only to fronts that have the thread open. */
  | { readonly kind: 'typing'; readonly conversationId: ConversationId; readonly until: number }
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'hosting'; readonly hosting: Hosting }
  | { readonly kind: 'notices'; readonly notices: readonly Notice[] };

/** Everything a fresh window needs; small, because threads and members are asked for when opened. */
export interface Snapshot {
  readonly accounts: readonly Account[];
  readonly categories: readonly { readonly accountId: AccountId; readonly categories: readonly Category[] }[];
  readonly contacts: readonly Contact[];
  readonly groups: readonly Group[];
  readonly conversations: readonly Conversation[];
  readonly settings: Settings;
  readonly hosting: Hosting;
  readonly notices: readonly Notice[];
}

/** The name under which a later event replaces an earlier one that was not delivered yet. */
export function slot(event: UiEvent): string {
  switch (event.kind) {
    case 'account':
      return `account ${event.account.id}`;
    case 'account-removed':
      return `account ${event.accountId}`;
    case 'categories':
      return `categories ${event.accountId}`;
    case 'contact':
      return `contact ${event.contact.accountId} ${event.contact.id}`;
    case 'contact-removed':
      return `contact ${event.accountId} ${event.id}`;
    case 'group':
      return `group ${event.group.accountId} ${event.group.id}`;
    case 'group-removed':
      return `group ${event.accountId} ${event.id}`;
    case 'members':
      return `members ${event.accountId} ${event.groupId}`;
    case 'conversation':
      return `conversation ${event.conversation.id}`;
    case 'conversation-removed':
      return `conversation ${event.conversationId}`;
    case 'message':
      return `message ${event.message.key}`;
    case 'message-removed':
      return `message ${event.key}`;
    case 'typing':
      return `typing ${event.conversationId}`;
    case 'settings':
    case 'hosting':
    case 'notices':
      return event.kind;
  }
}
