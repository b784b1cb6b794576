import type { AppError } from '#shared/errors.ts';
import type { ConversationKind, PeerId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type {
  Capabilities,
  Category,
  ClientKind,
  Contact,
  Font,
  Group,
  Member,
  Presence,
  Segment,
} from '#shared/model.ts';

/** Where a message goes or came from, in durable ids. */
export interface Peer {
  readonly kind: ConversationKind;
  readonly id: PeerId;
}

/** A buddy as a service tells of it; presence and avatar come by other facts. */
export type ContactFact = Pick<Contact, 'id' | 'nick' | 'remark' | 'categoryId'>;
/** A group as a service lists it. Fields that the list does not hold are left out and keep their stored value. */
export type GroupFact = Pick<Group, 'id' | 'name' | 'remark'> &
  Partial<Pick<Group, 'memo' | 'role' | 'memberCount' | 'policy'>>;
export interface PresenceFact {
  readonly id: PeerId;
  readonly presence: Presence;
  readonly client?: ClientKind;
}

/** A message that a service delivered. The same `serverId` twice in one conversation is one message. */
export interface MessageFact {
  readonly peer: Peer;
  /** Unique in the conversation, also across sign-ins. */
  readonly serverId: string;
  /** The service's clock, milliseconds. */
  readonly time: number;
  readonly senderId: PeerId;
  readonly senderName: string;
  /** The key that our client gave when the message is the account's own and the service tells it. */
  readonly key?: string;
  readonly segments: readonly Segment[];
  readonly font?: Font;
}

/** What an engine brings in. One event is one fact; a batch is stored in one transaction. */
export type EngineEvent =
  /** The session stands; `self` may differ from what was typed. Ends `connecting` and `reconnecting`. */
  | { readonly kind: 'online' }
  /**
   * The service wants a person to read a picture, and the sign-in waits for `answerChallenge`. `wrong`: what was answered
   * before was not accepted, this is a new one. `emit` rejects with `challenge-needed` when nobody is there to answer.
   */
  | { readonly kind: 'challenge'; readonly picture: Uint8Array; readonly wrong: boolean }
  /** The link is lost and will be tried again at `retryAt` (milliseconds since 1970), or at once without it. */
  | { readonly kind: 'reconnecting'; readonly error: AppError; readonly retryAt?: number }
  | {
      readonly kind: 'self';
      readonly id: PeerId;
      readonly nick?: string;
      readonly signature?: string;
      readonly status?: Presence;
    }
  /** The whole buddy list; buddies that are not in it are gone. */
  | { readonly kind: 'roster'; readonly categories: readonly Category[]; readonly contacts: readonly ContactFact[] }
  /** One or more buddies changed or came; absent fields keep their value. */
  | {
      readonly kind: 'contacts';
      readonly contacts: readonly (Partial<ContactFact> & { id: PeerId; signature?: string })[];
    }
  /** `complete`: buddies that are not in it are offline. */
  | { readonly kind: 'presence'; readonly complete: boolean; readonly presences: readonly PresenceFact[] }
  /** The whole group list; groups that are not in it are gone. */
  | { readonly kind: 'groups'; readonly groups: readonly GroupFact[] }
  | { readonly kind: 'group'; readonly group: Partial<GroupFact> & { id: PeerId } }
  /** The whole member list of one group. */
  | { readonly kind: 'members'; readonly groupId: PeerId; readonly members: readonly Member[] }
  | { readonly kind: 'message'; readonly message: MessageFact }
  /** Somebody writes in a chat with the account; worth showing until `until` (milliseconds) or the next message. */
  | { readonly kind: 'typing'; readonly peer: Peer; readonly until: number }
  /** Something that no fact exists for; logged, nothing else. */
  | { readonly kind: 'unknown'; readonly label: string };

/** The questions an engine can be asked; what changed arrives through `emit`. */
export interface Asks {
  /** `serverId` when the service's answer tells it. `key` travels along where the service discards copies by it. */
  sendMessage: {
    in: { readonly peer: Peer; readonly key: string; readonly segments: readonly Segment[]; readonly font?: Font };
    out: { readonly serverId?: string };
  };
  /**
   * What a person read in the picture of the last `challenge`; without text another picture, please. Not listed in
   * `can.asks`: the challenge itself is the offer. `not-allowed` when none is open. The outcome arrives as facts.
   */
  answerChallenge: { in: { readonly text: string | null }; out: undefined };
  setStatus: { in: { readonly status: Presence }; out: undefined };
  setSignature: { in: { readonly signature: string }; out: undefined };
  fetchPersonInfo: { in: { readonly id: PeerId }; out: undefined };
  fetchMembers: { in: { readonly groupId: PeerId }; out: undefined };
  /** The picture's bytes, or `undefined` when the service has none. */
  fetchAvatar: {
    in: { readonly kind: 'person' | 'group'; readonly id: PeerId };
    out: { readonly bytes: Uint8Array } | undefined;
  };
  /** Shakes the window of a buddy. `rate-limited` when the last time was only just now. */
  shake: { in: { readonly id: PeerId }; out: undefined };
  /** Tells a buddy that one writes to it. */
  notifyTyping: { in: { readonly id: PeerId }; out: undefined };
}
export type AskKind = keyof Asks;

/** Speaks one protocol for one account. Knows nothing of windows, stores or other engines. */
export interface Engine {
  readonly can: Capabilities;
  /**
   * Signs in and lives until the signal aborts (then signs out as far as that is possible within two seconds and
   * resolves). Heals by itself what can be healed. Rejects with an AppError only when it cannot go on without a
   * person: `bad-credentials`, `challenge-needed`, `kicked`, `session-expired`, `rejected`, `not-supported`.
   * Before the first `online` it also rejects when the service cannot be reached; the caller decides on another try.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Rejects with an AppError; `not-supported` when `can.asks` lacks the kind, `offline` while there is no session. */
  ask<Kind extends AskKind>(kind: Kind, what: Asks[Kind]['in'], signal: AbortSignal): Promise<Asks[Kind]['out']>;
  /** The machine woke up, the network changed, or the person pressed *Try now*: end any wait at once. */
  wake(): void;
}

/** Resolves once the facts are stored. Awaited before the next poll: WebQQ items are consumed on delivery. */
export type Emit = (events: readonly EngineEvent[]) => Promise<void>;

/** What an engine keeps between runs. WebQQ cookies are secrets. */
export interface EngineVault {
  get(name: string): Promise<string | undefined>;
  set(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What an engine is given for its life. */
export interface EngineDeps {
  readonly account: {
    /** An http(s) origin without a trailing slash. */
    readonly address: string;
    readonly login: string;
    readonly password: string;
    readonly status: Presence;
  };
  readonly emit: Emit;
  readonly vault: EngineVault;
  readonly log: Log;
}
export type EngineFactory = (deps: EngineDeps) => Engine;
