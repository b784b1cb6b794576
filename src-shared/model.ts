/**
 * What the client knows, as schemas; the types derive from them. Every value here is JSON-safe. Times are
 * milliseconds since 1970 unless said otherwise.
 */
import * as z from 'zod/mini';
import { wireErrorSchema } from './errors.ts';
import type { AccountId, ConversationId, MessageKey, PeerId } from './ids.ts';
import { conversationKinds } from './ids.ts';

const branded = <Id extends string>() =>
  z.custom<Id>((value) => typeof value === 'string' && value.length > 0 && value.length <= 512);
export const accountIdSchema = branded<AccountId>();
export const peerIdSchema = branded<PeerId>();
export const conversationIdSchema = branded<ConversationId>();
export const messageKeySchema = branded<MessageKey>();
export const conversationKindSchema = z.enum(conversationKinds);

/** The protocols that an account can speak. */
export const engineKinds = ['webqq'] as const;
export const engineKindSchema = z.enum(engineKinds);
export type EngineKind = z.infer<typeof engineKindSchema>;

/** The seven statuses of WebQQ (webqq.md 12.1), and `unknown` for "not told", which is never shown as offline. */
export const presences = ['online', 'callme', 'away', 'busy', 'silent', 'hidden', 'offline', 'unknown'] as const;
export const presenceSchema = z.enum(presences);
export type Presence = z.infer<typeof presenceSchema>;

/** What a buddy is signed in with, as far as the service tells (webqq.md 12.2). */
export const clientKindSchema = z.enum(['computer', 'phone', 'web', 'pad']);
export type ClientKind = z.infer<typeof clientKindSchema>;

/** Lower-case hex SHA-256 of stored bytes; shown from the address `media/<hash>`. */
export const mediaHashSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type MediaHash = z.infer<typeof mediaHashSchema>;

/** The questions that the interface may put to an engine; absent ones are not drawn. */
export const askKinds = [
  'sendMessage',
  'setStatus',
  'setSignature',
  'fetchPersonInfo',
  'fetchMembers',
  'fetchAvatar',
  'shake',
  'notifyTyping',
] as const;

/** What one engine can do for one account. It drives the interface. */
export const capabilitiesSchema = z.object({
  asks: z.array(z.enum(askKinds)),
  /** Segment kinds that can be sent. */
  sends: z.array(z.enum(['text', 'face'])),
  /** Statuses that can be chosen, in menu order. */
  statuses: z.array(presenceSchema),
  /** Whether a font travels with a message. */
  fonts: z.boolean(),
  /** Longest text of one message in UTF-8 bytes. */
  maxTextBytes: z.number(),
  /** Whether the service discards a second copy that carries the same key, so a doubtful send may be repeated. */
  safeResend: z.boolean(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** Where the sign-in of an account stands. `kicked` and `needs-sign-in` never go on by themselves. */
export const phaseSchema = z.enum(['signed-out', 'connecting', 'online', 'reconnecting', 'kicked', 'needs-sign-in']);
export type Phase = z.infer<typeof phaseSchema>;

export const challengeSchema = z.object({
  /** Shows the letters that the person is to type. */
  picture: mediaHashSchema,
  /** Counts the pictures of one sign-in, from 1. */
  number: z.int(),
  /** Whether the answer to the picture before was not accepted. */
  wrong: z.boolean(),
});
/** A picture that the service wants a person to read before it goes on with the sign-in. */
export type Challenge = z.infer<typeof challengeSchema>;

export const accountSchema = z.object({
  id: accountIdSchema,
  engine: engineKindSchema,
  /** The origin of the service, or `bundled` for the chat server of this very client, whose port may change. */
  address: z.string(),
  /** What the person typed to sign in: an account number. */
  login: z.string(),
  /** The account as a peer; messages from it are the account's own. */
  selfId: peerIdSchema,
  nick: z.string(),
  signature: z.string(),
  avatar: z.exactOptional(mediaHashSchema),
  /** The status that the person chose; what others see while `phase` is online. */
  status: presenceSchema,
  phase: phaseSchema,
  /** Why the account is not online. */
  error: z.exactOptional(wireErrorSchema),
  /** When the next attempt starts, while `phase` is reconnecting. */
  retryAt: z.exactOptional(z.number()),
  /** Waits for an answer, while `phase` is connecting. */
  challenge: z.exactOptional(challengeSchema),
  /** Whether a password is kept for it. */
  remembered: z.boolean(),
  /** Whether it signs in when the client starts. */
  autoSignIn: z.boolean(),
  can: capabilitiesSchema,
});
export type Account = z.infer<typeof accountSchema>;

export const categorySchema = z.object({ id: z.string(), name: z.string(), sort: z.number() });
/** A named part of the buddy list. An empty name stands for the first, unnamed category ("Friends"). */
export type Category = z.infer<typeof categorySchema>;

export const contactSchema = z.object({
  accountId: accountIdSchema,
  id: peerIdSchema,
  nick: z.string(),
  /** The name that the account's owner gave; shown before the nick. Empty when none. */
  remark: z.string(),
  categoryId: z.string(),
  presence: presenceSchema,
  client: z.exactOptional(clientKindSchema),
  signature: z.string(),
  avatar: z.exactOptional(mediaHashSchema),
});
/** A buddy. */
export type Contact = z.infer<typeof contactSchema>;

export const groupRoleSchema = z.enum(['owner', 'admin', 'member']);
export type GroupRole = z.infer<typeof groupRoleSchema>;

export const policySchema = z.enum(['notify', 'silent', 'block']);
/** How a chat may draw attention (experience.md C1). */
export type Policy = z.infer<typeof policySchema>;

export const groupSchema = z.object({
  accountId: accountIdSchema,
  id: peerIdSchema,
  name: z.string(),
  remark: z.string(),
  /** The announcement. */
  memo: z.string(),
  role: groupRoleSchema,
  memberCount: z.number(),
  policy: policySchema,
  avatar: z.exactOptional(mediaHashSchema),
});
export type Group = z.infer<typeof groupSchema>;

export const memberSchema = z.object({
  id: peerIdSchema,
  nick: z.string(),
  /** The name used in this group only. Empty when none. */
  card: z.string(),
  role: groupRoleSchema,
  presence: presenceSchema,
});
export type Member = z.infer<typeof memberSchema>;

export const segmentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** A classic face by its wire code (webqq.md 12.3). */
  z.object({ kind: z.literal('face'), id: z.int().check(z.minimum(0), z.maximum(65_535)) }),
  /** The sender shook the reader's window. It is the only part of its message. */
  z.object({ kind: z.literal('shake') }),
  /** A part that this client does not understand. `raw` is the wire form, for *Copy raw*. */
  z.object({ kind: z.literal('unknown'), label: z.string(), raw: z.string() }),
]);
/** One part of a message, in reading order. Structure is never carried inside text. */
export type Segment = z.infer<typeof segmentSchema>;

export const fontSchema = z.object({
  name: z.string().check(z.maxLength(64)),
  /** Points. */
  size: z.number().check(z.minimum(6), z.maximum(72)),
  /** Six hex digits, without a sign in front. */
  color: z.string().check(z.regex(/^[0-9a-f]{6}$/)),
  bold: z.boolean(),
  italic: z.boolean(),
  underline: z.boolean(),
});
/** The font entry of a WebQQ message (webqq.md 9.2); it counts for the whole message. */
export type Font = z.infer<typeof fontSchema>;

export const messageStateSchema = z.enum(['sending', 'sent', 'unsure', 'failed', 'received']);
/**
 * `sending` until the service answers; `unsure` when it may or may not have arrived and only a person can decide;
 * `failed` when it certainly did not.
 */
export type MessageState = z.infer<typeof messageStateSchema>;

export const messageSchema = z.object({
  key: messageKeySchema,
  conversationId: conversationIdSchema,
  /** The service's id, unique in its conversation. */
  serverId: z.exactOptional(z.string()),
  /** Position in the conversation: ascending, unique. Not a time and not dense. */
  order: z.number(),
  time: z.number(),
  senderId: peerIdSchema,
  /** The sender's name when the message came, for senders who are no contact and no member (any more). */
  senderName: z.string(),
  segments: z.array(segmentSchema),
  font: z.exactOptional(fontSchema),
  state: messageStateSchema,
  error: z.exactOptional(wireErrorSchema),
});
export type Message = z.infer<typeof messageSchema>;

export const draftSchema = z.object({ segments: z.array(segmentSchema) });
/** What was written and not sent, for exactly one conversation. */
export type Draft = z.infer<typeof draftSchema>;

export const conversationSchema = z.object({
  id: conversationIdSchema,
  accountId: accountIdSchema,
  kind: conversationKindSchema,
  peerId: peerIdSchema,
  /** The peer's name when last heard of; contacts and groups know better while they are there. */
  title: z.string(),
  /** The newest message, shortened for a preview. */
  last: z.exactOptional(
    z.object({
      segments: z.array(segmentSchema),
      senderId: peerIdSchema,
      senderName: z.string(),
      state: messageStateSchema,
      time: z.number(),
      order: z.number(),
    }),
  ),
  /** Messages of others after `readOrder`; computed from the stored messages, never counted up. */
  unread: z.number(),
  /** Everything up to this position was read. */
  readOrder: z.number(),
  draft: z.exactOptional(draftSchema),
  /** Sorts the Recent list, newest first: the time of the last message, or of the first opening. */
  activeTime: z.number(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'zh', 'en']),
  sendKey: z.enum(['enter', 'ctrl-enter']),
  closeToTray: z.boolean(),
  notifications: z.enum(['full', 'sender', 'none']),
});
/** Choices of the person, the same in both hosts. */
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  sendKey: 'enter',
  closeToTray: true,
  notifications: 'full',
};

/** Something about this profile that the person should know; shown once on top of the window. */
export const noticeSchema = z.object({
  id: z.string(),
  code: z.enum(['database-moved-aside', 'secrets-in-file', 'settings-reset', 'hosting-failed']),
  /** A file path or address that the sentence names. */
  subject: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const hostingSchema = z.object({
  /** The address of the bundled chat server while it runs. */
  address: z.exactOptional(z.string()),
  /** Sample accounts of it that can be tried with one click. */
  samples: z.array(z.object({ login: z.string(), nick: z.string() })),
});
/** The bundled chat server as the windows see it. */
export type Hosting = z.infer<typeof hostingSchema>;
