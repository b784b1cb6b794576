import { isDeepStrictEqual } from 'node:util';
import type { ConversationTable } from '#main/store/conversations.ts';
import type { Store } from '#main/store/store.ts';
import { slot, type UiEvent } from '#shared/events.ts';
import { type AccountId, type ConversationId, conversationId, type PeerId } from '#shared/ids.ts';
import type { Account, Contact, Conversation, Message } from '#shared/model.ts';
import type { State } from './state.ts';

/** One change of the truth in the making: everything done through it is stored in one transaction and announced after it. */
export interface Change {
  /** Stores and announces an upsert or a removal of anything but messages and conversations. */
  put(event: UiEvent): void;
  addMessage(message: Message, own: boolean): void;
  /** For the fields that may change after the first paint: server id, state and error. */
  updateMessage(message: Message): void;
  removeMessage(message: Message): void;
  /** Writes to a conversation; its row is announced as it is at the end. */
  conversation(id: ConversationId, write: (table: ConversationTable) => void): void;
}

/** A change, and what it came to. `finish` belongs into the same transaction as everything before it. */
export interface OpenChange extends Change {
  finish(): readonly UiEvent[];
}

export function openChange(store: Store, state: State): OpenChange {
  const events = new Map<string, UiEvent>();
  const touched = new Set<ConversationId>();
  const note = (event: UiEvent) => void events.set(slot(event), event);

  function rename(accountId: AccountId, kind: Conversation['kind'], peerId: PeerId, title: string): void {
    const id = conversationId({ accountId, kind, peerId });
    const shown = state.conversations.get(id);
    if (!shown || shown.title === title || title === '') return;
    store.conversations.setTitle(id, title);
    touched.add(id);
  }

  function persist(event: UiEvent): void {
    switch (event.kind) {
      case 'account':
        if (!sameAccount(state.accounts.get(event.account.id), event.account)) store.accounts.put(event.account);
        break;
      case 'account-removed':
        store.accounts.remove(event.accountId);
        break;
      case 'categories':
        store.roster.replaceCategories(event.accountId, event.categories);
        break;
      case 'contact': {
        const { contact } = event;
        const known = state.contacts.get(contact.accountId)?.get(contact.id);
        if (!sameContact(known, contact)) store.roster.putContact(contact);
        rename(contact.accountId, 'person', contact.id, contact.remark || contact.nick);
        break;
      }
      case 'contact-removed':
        store.roster.removeContact(event.accountId, event.id);
        break;
      case 'group':
        store.roster.putGroup(event.group);
        rename(event.group.accountId, 'group', event.group.id, event.group.remark || event.group.name);
        break;
      case 'group-removed':
        store.roster.removeGroup(event.accountId, event.id);
        break;
      case 'members':
        store.roster.replaceMembers(event.accountId, event.groupId, event.members);
        break;
      default:
        // Settings have a file of their own; notices and hosting last as long as the run, typing some seconds.
        break;
    }
  }

  return {
    put(event) {
      persist(event);
      note(event);
    },
    addMessage(message, own) {
      store.messages.add(message, own);
      note({ kind: 'message', message });
      touched.add(message.conversationId);
    },
    updateMessage(message) {
      store.messages.update(message);
      note({ kind: 'message', message });
      touched.add(message.conversationId);
    },
    removeMessage({ key, conversationId: id }) {
      store.messages.remove(key);
      note({ kind: 'message-removed', conversationId: id, key });
      touched.add(id);
    },
    conversation(id, write) {
      write(store.conversations);
      touched.add(id);
    },
    finish() {
      for (const id of touched) {
        const stored = store.conversations.get(id);
        if (!stored || stored.hidden) note({ kind: 'conversation-removed', conversationId: id });
        else note({ kind: 'conversation', conversation: stored.conversation });
      }
      return [...events.values()];
    },
  };
}

/** Where a sign-in stands is not stored, so that it can be told even when nothing can be written. */
function sameAccount(known: Account | undefined, account: Account): boolean {
  const stored = ({ phase: _phase, error: _error, retryAt: _retryAt, ...rest }: Account) => rest;
  return known !== undefined && isDeepStrictEqual(stored(known), stored(account));
}

/** Presence changes all the time and is not stored. */
function sameContact(known: Contact | undefined, contact: Contact): boolean {
  const stored = ({ presence: _presence, client: _client, ...rest }: Contact) => rest;
  return known !== undefined && isDeepStrictEqual(stored(known), stored(contact));
}
