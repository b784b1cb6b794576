/**
 * Branded identifiers. Each is a plain string on the wire and in the database; the brand keeps one from being
 * passed where another is meant. This file is the only place where a conversation id is made or taken apart.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One signed-in or saved account of this profile. Drawn once when the account is first added, never reused. */
export type AccountId = Branded<'AccountId'>;
/**
 * A person, group or discussion as its service names it durably (the public number). Session numbers that are drawn
 * anew at each sign-in (WebQQ `uin`, `gid`) never appear here.
 */
export type PeerId = Branded<'PeerId'>;
/** account + kind + peer; see {@link conversationId}. */
export type ConversationId = Branded<'ConversationId'>;
/** Our own key of a message: stable from first paint to the end, unique in the profile, the React key of its row. */
export type MessageKey = Branded<'MessageKey'>;

export const conversationKinds = ['person', 'group', 'discussion', 'temporary'] as const;
/** `temporary` is a chat with somebody met in a group who is not a buddy. */
export type ConversationKind = (typeof conversationKinds)[number];

/** What a conversation id is made of. */
export interface ConversationParts {
  readonly accountId: AccountId;
  readonly kind: ConversationKind;
  readonly peerId: PeerId;
}

export const asAccountId = (text: string): AccountId => text as AccountId;
export const asPeerId = (text: string): PeerId => text as PeerId;
export const asConversationId = (text: string): ConversationId => text as ConversationId;
export const asMessageKey = (text: string): MessageKey => text as MessageKey;

/** Makes the id of a conversation. Parts are percent-encoded, so any text is safe in them. */
export function conversationId({ accountId, kind, peerId }: ConversationParts): ConversationId {
  return asConversationId(`${encodeURIComponent(accountId)}/${kind}/${encodeURIComponent(peerId)}`);
}

/** Takes a conversation id apart; `undefined` when the text is not one. */
export function conversationParts(id: string): ConversationParts | undefined {
  const [account, kind, peer, ...rest] = id.split('/');
  if (!account || !peer || rest.length > 0) return undefined;
  const known = conversationKinds.find((each) => each === kind);
  if (!known) return undefined;
  try {
    return {
      accountId: asAccountId(decodeURIComponent(account)),
      kind: known,
      peerId: asPeerId(decodeURIComponent(peer)),
    };
  } catch {
    return undefined;
  }
}

/** A fresh random key: 128 bits as hex. Works in the browser and in Node. */
export function randomKey(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
