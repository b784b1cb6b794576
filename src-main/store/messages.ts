import type { WireError } from '#shared/errors.ts';
import type { AccountId, ConversationId, MessageKey, PeerId } from '#shared/ids.ts';
import type { Font, Message, MessageState, Segment } from '#shared/model.ts';
import type { Queries } from './sqlite.ts';

/** Stored messages. Every list is ascending by `order`. */
export interface MessageTable {
  byKey(key: MessageKey): Message | undefined;
  byServerId(conversationId: ConversationId, serverId: string): Message | undefined;
  /** The highest `order` in the conversation, 0 without messages. */
  lastOrder(conversationId: ConversationId): number;
  /** `own`: sent by the account itself, so it never counts as unread. */
  add(message: Message, own: boolean): void;
  /** Writes what may change after the first paint: server id, state and error. */
  update(message: Message): void;
  remove(key: MessageKey): void;
  /** Up to `limit` messages before a position, the nearest ones. */
  before(conversationId: ConversationId, order: number, limit: number): Message[];
  /** Up to `limit` messages after a position, the nearest ones. */
  after(conversationId: ConversationId, order: number, limit: number): Message[];
  /** The position of the first message of others after a position. */
  firstOfOthers(conversationId: ConversationId, order: number): number | undefined;
  /** Messages of an account that nobody has answered for yet. */
  sending(accountId: AccountId): Message[];
}

interface Row {
  readonly key: MessageKey;
  readonly id: ConversationId;
  readonly server_id: string | null;
  readonly position: number;
  readonly time: number;
  readonly sender: PeerId;
  readonly sender_name: string;
  readonly segments: string;
  readonly font: string | null;
  readonly state: MessageState;
  readonly error: string | null;
}

const select = `SELECT m.key, c.id, m.server_id, m.position, m.time, m.sender, m.sender_name, m.segments, m.font,
    m.state, m.error
  FROM conversation AS c JOIN message AS m ON m.conversation = c.number`;

export function createMessageTable({ run, get, all }: Queries): MessageTable {
  return {
    byKey: (key) => first(get<Row>(`${select} WHERE m.key = ?`, key)),
    byServerId: (conversationId, serverId) =>
      first(get<Row>(`${select} WHERE c.id = ? AND m.server_id = ?`, conversationId, serverId)),
    lastOrder: (conversationId) =>
      get<{ last: number | null }>(
        'SELECT max(position) AS last FROM message WHERE conversation = (SELECT number FROM conversation WHERE id = ?)',
        conversationId,
      )?.last ?? 0,
    add: (message, own) =>
      run(
        `INSERT INTO message (key, conversation, server_id, position, time, sender, sender_name, own, segments, font, state, error)
         VALUES (?, (SELECT number FROM conversation WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        message.key,
        message.conversationId,
        message.serverId ?? null,
        message.order,
        message.time,
        message.senderId,
        message.senderName,
        own ? 1 : 0,
        JSON.stringify(message.segments),
        message.font === undefined ? null : JSON.stringify(message.font),
        message.state,
        message.error === undefined ? null : JSON.stringify(message.error),
      ),
    update: ({ key, serverId, state, error }) =>
      run(
        'UPDATE message SET server_id = ?, state = ?, error = ? WHERE key = ?',
        serverId ?? null,
        state,
        error === undefined ? null : JSON.stringify(error),
        key,
      ),
    remove: (key) => run('DELETE FROM message WHERE key = ?', key),
    before: (conversationId, order, limit) =>
      all<Row>(
        `${select} WHERE c.id = ? AND m.position < ? ORDER BY m.position DESC LIMIT ?`,
        conversationId,
        order,
        limit,
      )
        .map(fromRow)
        .reverse(),
    after: (conversationId, order, limit) =>
      all<Row>(
        `${select} WHERE c.id = ? AND m.position > ? ORDER BY m.position LIMIT ?`,
        conversationId,
        order,
        limit,
      ).map(fromRow),
    firstOfOthers: (conversationId, order) =>
      get<{ first: number | null }>(
        `SELECT min(position) AS first FROM message INDEXED BY message_of_others
         WHERE conversation = (SELECT number FROM conversation WHERE id = ?) AND own = 0 AND position > ?`,
        conversationId,
        order,
      )?.first ?? undefined,
    sending: (accountId) =>
      all<Row>(`${select} WHERE c.account = ? AND m.state = 'sending' ORDER BY m.position`, accountId).map(fromRow),
  };
}

function first(row: Row | undefined): Message | undefined {
  return row && fromRow(row);
}

function fromRow(row: Row): Message {
  return {
    key: row.key,
    conversationId: row.id,
    ...(row.server_id === null ? {} : { serverId: row.server_id }),
    order: row.position,
    time: row.time,
    senderId: row.sender,
    senderName: row.sender_name,
    segments: JSON.parse(row.segments) as Segment[],
    ...(row.font === null ? {} : { font: JSON.parse(row.font) as Font }),
    state: row.state,
    ...(row.error === null ? {} : { error: JSON.parse(row.error) as WireError }),
  };
}
