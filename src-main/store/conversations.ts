import type { AccountId, ConversationId, ConversationKind, PeerId } from '#shared/ids.ts';
import type { Conversation, Draft, MessageState, Segment } from '#shared/model.ts';
import { previewSegments } from '#shared/segments.ts';
import type { Queries } from './sqlite.ts';

/** A conversation, and whether it was taken out of Recent. */
export interface StoredConversation {
  readonly conversation: Conversation;
  readonly hidden: boolean;
}

/** What is written about a conversation; its preview and its unread count come from its messages. */
export type ConversationFields = Pick<Conversation, 'accountId' | 'kind' | 'peerId' | 'title' | 'activeTime'>;

export interface ConversationTable {
  all(): StoredConversation[];
  get(id: ConversationId): StoredConversation | undefined;
  /** Adds a conversation that is not stored yet: nothing read, shown. */
  add(id: ConversationId, fields: ConversationFields): void;
  setTitle(id: ConversationId, title: string): void;
  /** Moves the conversation to this time, never back, and shows it. */
  touch(id: ConversationId, activeTime: number): void;
  setHidden(id: ConversationId, hidden: boolean): void;
  /** Moves the read position forward; an older one changes nothing. */
  read(id: ConversationId, order: number): void;
  setDraft(id: ConversationId, draft: Draft | null): void;
}

interface Row {
  readonly id: ConversationId;
  readonly account: AccountId;
  readonly kind: ConversationKind;
  readonly peer: PeerId;
  readonly title: string;
  readonly read_order: number;
  readonly draft: string | null;
  readonly active_time: number;
  readonly hidden: number;
  readonly unread: number;
  /** The columns of the newest message; all `null` together when there is none. */
  readonly position: number | null;
  readonly segments: string;
  readonly sender: PeerId;
  readonly sender_name: string;
  readonly state: MessageState;
  readonly time: number;
}

const select = `
  SELECT c.id, c.account, c.kind, c.peer, c.title, c.read_order, c.draft, c.active_time, c.hidden,
    (SELECT count(*) FROM message INDEXED BY message_of_others
      WHERE conversation = c.number AND own = 0 AND position > c.read_order) AS unread,
    m.position, m.segments, m.sender, m.sender_name, m.state, m.time
  FROM conversation AS c
  LEFT JOIN message AS m ON m.conversation = c.number
    AND m.position = (SELECT max(position) FROM message WHERE conversation = c.number)`;

export function createConversationTable({ run, get, all }: Queries): ConversationTable {
  return {
    all: () => all<Row>(select).map(fromRow),
    get: (id) => {
      const row = get<Row>(`${select} WHERE c.id = ?`, id);
      return row && fromRow(row);
    },
    add: (id, { accountId, kind, peerId, title, activeTime }) =>
      run(
        `INSERT OR IGNORE INTO conversation (id, account, kind, peer, title, read_order, active_time, hidden)
         VALUES (?, ?, ?, ?, ?, 0, ?, 0)`,
        id,
        accountId,
        kind,
        peerId,
        title,
        activeTime,
      ),
    setTitle: (id, title) => run('UPDATE conversation SET title = ? WHERE id = ?', title, id),
    touch: (id, activeTime) =>
      run('UPDATE conversation SET active_time = max(active_time, ?), hidden = 0 WHERE id = ?', activeTime, id),
    setHidden: (id, hidden) => run('UPDATE conversation SET hidden = ? WHERE id = ?', hidden ? 1 : 0, id),
    read: (id, order) => run('UPDATE conversation SET read_order = max(read_order, ?) WHERE id = ?', order, id),
    setDraft: (id, draft) =>
      run('UPDATE conversation SET draft = ? WHERE id = ?', draft === null ? null : JSON.stringify(draft), id),
  };
}

function fromRow(row: Row): StoredConversation {
  const last =
    row.position === null
      ? {}
      : {
          last: {
            segments: previewSegments(JSON.parse(row.segments) as Segment[]),
            senderId: row.sender,
            senderName: row.sender_name,
            state: row.state,
            time: row.time,
            order: row.position,
          },
        };
  return {
    hidden: row.hidden === 1,
    conversation: {
      id: row.id,
      accountId: row.account,
      kind: row.kind,
      peerId: row.peer,
      title: row.title,
      ...last,
      unread: row.unread,
      readOrder: row.read_order,
      ...(row.draft === null ? {} : { draft: JSON.parse(row.draft) as Draft }),
      activeTime: row.active_time,
    },
  };
}
