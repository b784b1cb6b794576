import type { SettingsFile } from '#main/store/settings.ts';
import type { Store } from '#main/store/store.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import { type AccountId, type ConversationId, conversationId, conversationParts, type PeerId } from '#shared/ids.ts';
import type {
  Account,
  Category,
  Contact,
  Conversation,
  Group,
  Hosting,
  Member,
  Notice,
  Settings,
} from '#shared/model.ts';

/** The merged state of all accounts as it is stored, without message bodies. */
export interface State {
  readonly accounts: ReadonlyMap<AccountId, Account>;
  readonly categories: ReadonlyMap<AccountId, readonly Category[]>;
  readonly contacts: ReadonlyMap<AccountId, ReadonlyMap<PeerId, Contact>>;
  readonly groups: ReadonlyMap<AccountId, ReadonlyMap<PeerId, Group>>;
  /** Member lists that were heard of since the start, with presence; the others are in the store. */
  readonly members: ReadonlyMap<ConversationId, readonly Member[]>;
  /** The conversations in Recent. Hidden ones are in the store only. */
  readonly conversations: ReadonlyMap<ConversationId, Conversation>;
  readonly settings: Settings;
  readonly hosting: Hosting;
  readonly notices: readonly Notice[];
}

/** The state, and the one way to change it. */
export interface KeptState {
  readonly state: State;
  /** Takes over what was stored and is about to be announced. */
  keep(event: UiEvent): void;
}

/** The conversation that a group's members are watched through. */
export const groupThread = (accountId: AccountId, groupId: PeerId): ConversationId =>
  conversationId({ accountId, kind: 'group', peerId: groupId });

/** Reads everything but messages from the store. */
export function loadState(store: Store, settings: SettingsFile): KeptState {
  const accounts = new Map(store.accounts.all().map((account) => [account.id, account]));
  const categories = new Map(store.roster.categories().map((each) => [each.accountId, each.categories]));
  const contacts = new Map<AccountId, Map<PeerId, Contact>>();
  for (const contact of store.roster.contacts()) inner(contacts, contact.accountId).set(contact.id, contact);
  const groups = new Map<AccountId, Map<PeerId, Group>>();
  for (const group of store.roster.groups()) inner(groups, group.accountId).set(group.id, group);
  const conversations = new Map(
    store.conversations.all().flatMap(({ conversation, hidden }) => (hidden ? [] : [[conversation.id, conversation]])),
  );
  const members = new Map<ConversationId, readonly Member[]>();
  const state = {
    accounts,
    categories,
    contacts,
    groups,
    members,
    conversations,
    settings: settings.read(),
    hosting: { samples: [] } as Hosting,
    notices: [] as readonly Notice[],
  };

  function forget(accountId: AccountId): void {
    accounts.delete(accountId);
    categories.delete(accountId);
    contacts.delete(accountId);
    groups.delete(accountId);
    for (const { id, accountId: owner } of conversations.values()) if (owner === accountId) conversations.delete(id);
    for (const id of members.keys()) if (conversationParts(id)?.accountId === accountId) members.delete(id);
  }

  function keep(event: UiEvent): void {
    switch (event.kind) {
      case 'account':
        accounts.set(event.account.id, event.account);
        break;
      case 'account-removed':
        forget(event.accountId);
        break;
      case 'categories':
        categories.set(event.accountId, event.categories);
        break;
      case 'contact':
        inner(contacts, event.contact.accountId).set(event.contact.id, event.contact);
        break;
      case 'contact-removed':
        inner(contacts, event.accountId).delete(event.id);
        break;
      case 'group':
        inner(groups, event.group.accountId).set(event.group.id, event.group);
        break;
      case 'group-removed':
        members.delete(groupThread(event.accountId, event.id));
        inner(groups, event.accountId).delete(event.id);
        break;
      case 'members':
        members.set(groupThread(event.accountId, event.groupId), event.members);
        break;
      case 'conversation':
        conversations.set(event.conversation.id, event.conversation);
        break;
      case 'conversation-removed':
        conversations.delete(event.conversationId);
        break;
      case 'message':
      case 'message-removed':
      case 'typing':
        break;
      case 'settings':
        state.settings = event.settings;
        break;
      case 'hosting':
        state.hosting = event.hosting;
        break;
      case 'notices':
        state.notices = event.notices;
        break;
    }
  }
  return { state, keep };
}

/** The state in the form that crosses the bus. */
export function toSnapshot(state: State): Snapshot {
  return {
    accounts: [...state.accounts.values()],
    categories: [...state.categories].map(([accountId, categories]) => ({ accountId, categories })),
    contacts: [...state.contacts.values()].flatMap((each) => [...each.values()]),
    groups: [...state.groups.values()].flatMap((each) => [...each.values()]),
    conversations: [...state.conversations.values()],
    settings: state.settings,
    hosting: state.hosting,
    notices: state.notices,
  };
}

function inner<Entry>(maps: Map<AccountId, Map<PeerId, Entry>>, accountId: AccountId): Map<PeerId, Entry> {
  const known = maps.get(accountId);
  if (known) return known;
  const made = new Map<PeerId, Entry>();
  maps.set(accountId, made);
  return made;
}
