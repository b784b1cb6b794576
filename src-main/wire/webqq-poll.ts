import type { ClientKind, Presence } from '#shared/model.ts';
import { composePresence, parsePresence } from './webqq-friends.ts';
import { asId, asNumber, asRecord, asText, idNumber, type JsonRecord, parseReply } from './webqq-json.ts';
import type { WireStatus } from './webqq-status.ts';

/** What every delivered message holds (webqq.md 8.6). */
interface Delivered {
  readonly msgId: string;
  readonly msgId2: string;
  /** The service's clock, seconds; `undefined` when it told none. */
  readonly time: number | undefined;
  /** The content array, for `decodeContent`. */
  readonly content: unknown;
}
/** A buddy wrote. `from` is a session number; `0` or the own number when another device of this account wrote. */
export interface BuddyMessageItem extends Delivered {
  readonly kind: 'message';
  readonly from: string;
  readonly to: string;
}
/** Somebody wrote in a group. */
export interface GroupMessageItem extends Delivered {
  readonly kind: 'group-message';
  readonly gid: string;
  /** Second number of the group; the gid where the service left it out. */
  readonly code: string;
  /** Session number of the writer. */
  readonly sender: string;
  /** Rises by one per group where the service sends it. */
  readonly seq: number | undefined;
  /** A change means that the group's data changed (webqq.md 8.5). */
  readonly infoSeq: number | undefined;
}
export interface PresenceItem {
  readonly kind: 'presence';
  readonly uin: string;
  readonly presence: Presence;
  readonly client: ClientKind;
}
/** The session is dead: another sign-in took over. */
export interface KickItem {
  readonly kind: 'kick';
  readonly reason: string;
  /** Whether the reason is meant for the person. */
  readonly show: boolean;
}
/** A buddy shook the window (webqq.md 8.6). Ids as of a message. */
export interface ShakeItem extends Omit<Delivered, 'content'> {
  readonly kind: 'shake';
  readonly from: string;
  readonly to: string;
}
/** A buddy is writing (webqq.md 8.6); nothing tells when that ends. */
export interface TypingItem {
  readonly kind: 'typing';
  readonly from: string;
}
/** A kind that is not read yet, or a broken item. */
export interface UnknownItem {
  readonly kind: 'unknown';
  /** The `poll_type`, at most 64 characters. */
  readonly label: string;
}
export type PollItem =
  | BuddyMessageItem
  | GroupMessageItem
  | ShakeItem
  | TypingItem
  | PresenceItem
  | KickItem
  | UnknownItem;

/** The answer of `poll2` (webqq.md 8.3, 8.4, 8.7). */
export type PollReply =
  /** In the order in which they happened. `answer` is the number of this answer, from servers with that feature. */
  | { readonly kind: 'items'; readonly items: readonly PollItem[]; readonly answer?: number }
  | { readonly kind: 'idle' }
  /** `p` is a new `ptwebqq` (116); `t` the seconds to wait (121). */
  | { readonly kind: 'retcode'; readonly retcode: number; readonly p?: string; readonly t?: number }
  /** No JSON reply at all: empty body, HTML, broken JSON. */
  | { readonly kind: 'garbage' };

/** Reads the body of a `poll2` answer. Never throws. */
export function parsePoll(body: string): PollReply {
  const reply = parseReply(body);
  if (!reply) return { kind: 'garbage' };
  if (reply.retcode === 102) return { kind: 'idle' };
  if (reply.retcode !== 0) {
    const p = asText(reply.fields.p);
    const t = asNumber(reply.fields.t);
    return {
      kind: 'retcode',
      retcode: reply.retcode,
      ...(p === '' ? {} : { p }),
      ...(t === undefined ? {} : { t }),
    };
  }
  const items = Array.isArray(reply.result) ? oldestFirst(reply.result.map(asRecord)).map(parseItem) : [];
  const answer = asNumber(reply.fields.answer);
  return items.length === 0 ? { kind: 'idle' } : { kind: 'items', items, ...(answer === undefined ? {} : { answer }) };
}

const timeOf = (item: JsonRecord): number | undefined => asNumber(asRecord(item.value).time);

/** W2 services list the newest first (webqq.md 8.4); a list whose times rise is in order already. */
function oldestFirst(items: readonly JsonRecord[]): JsonRecord[] {
  const times = items.flatMap((item) => timeOf(item) ?? []);
  const rising = (times[0] ?? 0) < (times.at(-1) ?? 0);
  let before = Number.NEGATIVE_INFINITY;
  return (rising ? [...items] : items.toReversed())
    .map((item) => {
      // Kinds without a time stay behind their neighbour.
      before = timeOf(item) ?? before;
      return { item, time: before };
    })
    .sort((left, right) => (left.time === right.time ? 0 : left.time - right.time))
    .map(({ item }) => item);
}

function parseItem(item: JsonRecord): PollItem {
  const type = asText(item.poll_type);
  const value = asRecord(item.value);
  switch (type) {
    case 'message': {
      const from = asId(value.from_uin);
      return from === ''
        ? unknownItem(type)
        : { kind: 'message', from, to: asId(value.to_uin), ...parseDelivered(value) };
    }
    case 'group_message': {
      const gid = asId(value.from_uin);
      const sender = asId(value.send_uin);
      if (gid === '' || sender === '') return unknownItem(type);
      const code = asId(value.group_code) || gid;
      const [seq, infoSeq] = [asNumber(value.seq), asNumber(value.info_seq)];
      return { kind: 'group-message', gid, code, sender, seq, infoSeq, ...parseDelivered(value) };
    }
    case 'shake_message': {
      const from = asId(value.from_uin);
      if (from === '') return unknownItem(type);
      return { kind: 'shake', from, to: asId(value.to_uin), ...parseNumbers(value) };
    }
    case 'input_notify': {
      const from = asId(value.from_uin);
      return from === '' ? unknownItem(type) : { kind: 'typing', from };
    }
    case 'buddies_status_change': {
      const presence = parsePresence(value);
      return presence ? { kind: 'presence', ...presence } : unknownItem(type);
    }
    case 'kick_message':
      return { kind: 'kick', reason: asText(value.reason), show: asNumber(value.show_reason) !== 0 };
    default:
      return unknownItem(type);
  }
}

const unknownItem = (label: string): UnknownItem => ({ kind: 'unknown', label: label.slice(0, 64) || 'item' });

function parseDelivered(value: JsonRecord): Delivered {
  return { ...parseNumbers(value), content: value.content };
}

const parseNumbers = (value: JsonRecord): Omit<Delivered, 'content'> => ({
  msgId: asId(value.msg_id),
  msgId2: asId(value.msg_id2),
  time: asNumber(value.time),
});

/** What a server says about a message besides its content. Ids are session numbers of the receiver. */
export interface DeliveredMessage {
  readonly from: string;
  readonly to: string;
  readonly msgId: number;
  readonly msgId2: number;
  /** Seconds. */
  readonly time: number;
  /** The content array as JSON, written once for all receivers. */
  readonly contentJson: string;
  /** Present in groups; `from` then is the gid. */
  readonly group?: { readonly code: string; readonly sender: string; readonly seq: number; readonly infoSeq: number };
}

/** One `message` or `group_message` as JSON text. */
export function composeMessage(message: DeliveredMessage): string {
  const { from, to, msgId, msgId2, time, contentJson, group } = message;
  const type = group ? 43 : 9;
  const head = `"msg_id":${msgId},"from_uin":${from},"to_uin":${to},"msg_id2":${msgId2},"msg_type":${type},"reply_ip":0`;
  const middle = group
    ? `,"group_code":${group.code},"send_uin":${group.sender},"seq":${group.seq},"info_seq":${group.infoSeq}`
    : '';
  const kind = group ? 'group_message' : 'message';
  return `{"poll_type":"${kind}","value":{${head}${middle},"time":${time},"content":${contentJson}}}`;
}

/** One `buddies_status_change` as JSON text (webqq.md 8.6). */
export function composePresenceItem(row: { uin: string; presence: WireStatus; client: ClientKind }): string {
  return JSON.stringify({ poll_type: 'buddies_status_change', value: composePresence(row) });
}

/** A shake or a typing notice. Ids are session numbers of the receiver. */
export interface SmallSignal {
  readonly from: string;
  readonly to: string;
  readonly msgId: number;
  /** Seconds. */
  readonly time: number;
}

const signalTypes = {
  shake: { type: 'shake_message', number: 9 },
  typing: { type: 'input_notify', number: 121 },
} as const;

/** One `shake_message` or `input_notify` as JSON text (webqq.md 8.6). */
export function composeSignal(kind: keyof typeof signalTypes, { from, to, msgId, time }: SmallSignal): string {
  const { type, number } = signalTypes[kind];
  const common = { msg_id: msgId, from_uin: idNumber(from), to_uin: idNumber(to), msg_id2: msgId % 1_000_000 };
  return JSON.stringify({ poll_type: type, value: { ...common, msg_type: number, reply_ip: 0, time } });
}

/** One `kick_message` as JSON text (webqq.md 8.6). */
export function composeKick(to: string, reason: string): string {
  const value = { msg_id: 0, from_uin: 10000, to_uin: idNumber(to), msg_id2: 0, msg_type: 48, reply_ip: 0 };
  return JSON.stringify({ poll_type: 'kick_message', value: { ...value, show_reason: 1, reason, way: 'poll' } });
}

/** The idle answer of W2 (webqq.md 8.3). */
export const idleAnswer = '{"retcode":102,"errmsg":""}';

/** An event answer from items as JSON text, given in the order in which they happened; written newest first (8.4). */
export function composePoll(items: readonly string[], answer: number): string {
  return `{"retcode":0,"result":[${items.toReversed().join(',')}],"answer":${answer}}`;
}
