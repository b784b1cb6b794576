import type { Snapshot, UiEvent } from '#shared/events.ts';
import type { ConversationId } from '#shared/ids.ts';
import { conversationParts } from '#shared/ids.ts';
import type { Center, Thread } from './center.ts';
import { emptyCenter } from './center.ts';
import { withMessage, withoutMessage } from './thread.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The state while one batch is applied: every record is copied at its first change and written in place after that. */
class Batch {
  readonly state: Writable<Center>;
  readonly #own = new WeakSet<object>();

  constructor(state: Center) {
    this.state = { ...state };
  }

  /** A record of the state, ready to be written. */
  edit<Key extends Records>(key: Key): Writable<Center[Key]> {
    const record = this.#writable(this.state[key]);
    this.state[key] = record;
    return record;
  }

  /** The part of a record that belongs to one account, ready to be written. */
  editOf<Part extends object>(record: Record<string, Part>, id: string): Writable<Part> {
    const part = this.#writable(record[id] ?? ({} as Part));
    record[id] = part;
    return part;
  }

  #writable<T extends object>(value: T): Writable<T> {
    if (this.#own.has(value)) return value;
    const copy = { ...value };
    this.#own.add(copy);
    return copy;
  }
}
type Records = 'accounts' | 'categories' | 'contacts' | 'groups' | 'members' | 'conversations' | 'threads' | 'typing';

type Appliers = { readonly [Kind in UiEvent['kind']]: (batch: Batch, event: Extract<UiEvent, { kind: Kind }>) => void };

const appliers: Appliers = {
  account: (batch, { account }) => {
    batch.edit('accounts')[account.id] = account;
  },
  'account-removed': (batch, { accountId }) => {
    for (const key of ['accounts', 'categories', 'contacts', 'groups', 'members'] as const)
      delete batch.edit(key)[accountId];
    for (const key of ['conversations', 'threads', 'typing'] as const) {
      const record = batch.edit(key);
      for (const id of Object.keys(record) as ConversationId[]) {
        if (conversationParts(id)?.accountId === accountId) delete record[id];
      }
    }
  },
  categories: (batch, { accountId, categories }) => {
    batch.edit('categories')[accountId] = categories;
  },
  contact: (batch, { contact }) => {
    batch.editOf(batch.edit('contacts'), contact.accountId)[contact.id] = contact;
  },
  'contact-removed': (batch, { accountId, id }) => {
    delete batch.editOf(batch.edit('contacts'), accountId)[id];
  },
  group: (batch, { group }) => {
    batch.editOf(batch.edit('groups'), group.accountId)[group.id] = group;
  },
  'group-removed': (batch, { accountId, id }) => {
    delete batch.editOf(batch.edit('groups'), accountId)[id];
  },
  members: (batch, { accountId, groupId, members }) => {
    batch.editOf(batch.edit('members'), accountId)[groupId] = members;
  },
  conversation: (batch, { conversation }) => {
    batch.edit('conversations')[conversation.id] = conversation;
  },
  'conversation-removed': (batch, { conversationId }) => {
    // An open thread stays: hiding a chat takes it out of the list, not out of its window.
    delete batch.edit('conversations')[conversationId];
  },
  message: (batch, { message }) => {
    editThread(batch, message.conversationId, (thread) => withMessage(thread, message));
    // What was being written is here.
    const { conversationId, state } = message;
    if (state === 'received' && conversationId in batch.state.typing) delete batch.edit('typing')[conversationId];
  },
  'message-removed': (batch, { conversationId, key }) => {
    editThread(batch, conversationId, (thread) => withoutMessage(thread, key));
  },
  typing: (batch, { conversationId, until }) => {
    batch.edit('typing')[conversationId] = until;
  },
  settings: (batch, { settings }) => {
    batch.state.settings = settings;
  },
  hosting: (batch, { hosting }) => {
    batch.state.hosting = hosting;
  },
  notices: (batch, { notices }) => {
    batch.state.notices = notices;
  },
};

function editThread(batch: Batch, id: ConversationId, change: (thread: Thread) => Thread): void {
  const thread = batch.state.threads[id];
  if (!thread) return;
  const next = change(thread);
  if (next !== thread) batch.edit('threads')[id] = next;
}

/** The state after a batch of events. Pure; each record is copied at most once, however long the batch. */
export function applyEvents(state: Center, events: readonly UiEvent[]): Center {
  const batch = new Batch(state);
  for (const event of events) applyOne(batch, event);
  return batch.state;
}

function applyOne<Kind extends UiEvent['kind']>(batch: Batch, event: Extract<UiEvent, { kind: Kind }>): void {
  (appliers[event.kind] as (batch: Batch, event: UiEvent) => void)(batch, event);
}

/** The state after a snapshot: everything is replaced but what a window asks for itself (open threads, members). */
export function applySnapshot(state: Center, snapshot: Snapshot): Center {
  const told: readonly UiEvent[] = [
    ...snapshot.accounts.map((account) => ({ kind: 'account', account }) as const),
    ...snapshot.categories.map((each) => ({ kind: 'categories', ...each }) as const),
    ...snapshot.contacts.map((contact) => ({ kind: 'contact', contact }) as const),
    ...snapshot.groups.map((group) => ({ kind: 'group', group }) as const),
    ...snapshot.conversations.map((conversation) => ({ kind: 'conversation', conversation }) as const),
  ];
  const { settings, hosting, notices } = snapshot;
  const { members, threads } = state;
  return applyEvents({ ...emptyCenter, link: 'live', members, threads, settings, hosting, notices }, told);
}
