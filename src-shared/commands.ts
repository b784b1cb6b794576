/**
 * The command table: everything a window can ask of the main process. The parser is the declaration, the types derive
 * from it, and every call is validated on the main side.
 */
import * as z from 'zod/mini';
import {
  accountIdSchema,
  conversationIdSchema,
  conversationKindSchema,
  draftSchema,
  engineKindSchema,
  fontSchema,
  memberSchema,
  messageKeySchema,
  messageSchema,
  peerIdSchema,
  presenceSchema,
  segmentSchema,
  settingsSchema,
} from './model.ts';

interface Command<Params extends z.ZodMiniType, Result extends z.ZodMiniType> {
  readonly params: Params;
  readonly result: Result;
}
const command = <Params extends z.ZodMiniType, Result extends z.ZodMiniType>(
  params: Params,
  result: Result,
): Command<Params, Result> => ({
  params,
  result,
});
const nothing = z.null();
const short = z.string().check(z.maxLength(256));
const segments = z.array(segmentSchema).check(z.maxLength(2_000));
const pageLimit = z.int().check(z.minimum(1), z.maximum(200));

const page = z.object({
  /** Ascending by `order`. */
  messages: z.array(messageSchema),
  /** Whether stored messages exist before the first and after the last of `messages`. */
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
});
/** A stretch of one conversation. */
export type MessagePage = z.infer<typeof page>;

export const commands = {
  /** Adds or updates an account and starts signing in. Answers at once; progress arrives as `account` events. */
  'account.signIn': command(
    z.object({
      engine: engineKindSchema,
      /** An http(s) origin, a host with or without port, or `bundled`. */
      address: short,
      login: short,
      /** May be absent when one is remembered. */
      password: z.exactOptional(short),
      status: presenceSchema,
      remember: z.boolean(),
      autoSignIn: z.boolean(),
    }),
    z.object({ accountId: accountIdSchema }),
  ),
  /** Signs in with a sample account of the bundled server; the first one that nobody uses when no login is named. */
  'account.trySample': command(z.object({ login: z.exactOptional(short) }), z.object({ accountId: accountIdSchema })),
  /** Leaves the service, also in the middle of signing in. Allowed in every phase. */
  'account.signOut': command(z.object({ accountId: accountIdSchema }), nothing),
  /** Signs out, and erases the account, its password and everything stored for it. */
  'account.forget': command(z.object({ accountId: accountIdSchema }), nothing),
  /** Ends the wait for the next attempt. */
  'account.retryNow': command(z.object({ accountId: accountIdSchema }), nothing),
  /** What the person read in the picture of the account's challenge; `null` wishes another picture. */
  'account.answerChallenge': command(z.object({ accountId: accountIdSchema, answer: z.nullable(short) }), nothing),
  'account.setStatus': command(z.object({ accountId: accountIdSchema, status: presenceSchema }), nothing),
  'account.setSignature': command(z.object({ accountId: accountIdSchema, signature: short }), nothing),
  /** Asks the service for a person's signature and names; what changed arrives as events. */
  'person.refresh': command(z.object({ accountId: accountIdSchema, id: peerIdSchema }), nothing),
  /** Asks the service for an avatar unless one is stored; what changed arrives as events. Cancel it when the row leaves the screen. */
  'avatar.fetch': command(
    z.object({ accountId: accountIdSchema, kind: z.enum(['person', 'group']), id: peerIdSchema }),
    nothing,
  ),
  /** Makes sure that a conversation exists, and shows it in Recent. */
  'conversation.open': command(
    z.object({ accountId: accountIdSchema, kind: conversationKindSchema, peerId: peerIdSchema }),
    z.object({ conversationId: conversationIdSchema }),
  ),
  /** Everything up to and including this position was read. Never moves backwards. */
  'conversation.read': command(z.object({ conversationId: conversationIdSchema, order: z.number() }), nothing),
  /** Keeps a draft; `null` erases it. */
  'conversation.saveDraft': command(
    z.object({ conversationId: conversationIdSchema, draft: z.nullable(draftSchema) }),
    nothing,
  ),
  /** Takes a conversation out of Recent. Its messages stay; the next message brings it back. */
  'conversation.hide': command(z.object({ conversationId: conversationIdSchema }), nothing),
  /** Tells the other person that the account's owner is writing. Never fails for want of a connection or of the ability. */
  'conversation.typing': command(z.object({ conversationId: conversationIdSchema }), nothing),
  /**
   * Watches a conversation: from the answer on, its messages and members arrive as events at this window. The page
   * holds the newest messages, or, with unread ones, the page around the first of them.
   */
  'thread.open': command(z.object({ conversationId: conversationIdSchema, limit: pageLimit }), page),
  'thread.close': command(z.object({ conversationId: conversationIdSchema }), nothing),
  /** More of a conversation before or after a position; give exactly one of the two. */
  'thread.page': command(
    z.object({
      conversationId: conversationIdSchema,
      before: z.exactOptional(z.number()),
      after: z.exactOptional(z.number()),
      limit: pageLimit,
    }),
    page,
  ),
  /** The stored members of a group, at once; asks the service for fresh ones, which arrive as a `members` event. */
  'group.members': command(
    z.object({ accountId: accountIdSchema, groupId: peerIdSchema }),
    z.object({ members: z.array(memberSchema) }),
  ),
  /** Commits the message as `sending` and answers; the rest arrives as events. A key that is known already is ignored. */
  'message.send': command(
    z.object({
      conversationId: conversationIdSchema,
      key: messageKeySchema,
      segments,
      font: z.exactOptional(fontSchema),
    }),
    nothing,
  ),
  /**
   * Shakes the window of a buddy: a message of one `shake` segment, from then on treated like any other. Unlike a text
   * it does not wait for the connection (`offline`).
   */
  'message.shake': command(z.object({ conversationId: conversationIdSchema, key: messageKeySchema }), nothing),
  /** Sends a `failed` or `unsure` message once more, with the same key. */
  'message.retry': command(z.object({ conversationId: conversationIdSchema, key: messageKeySchema }), nothing),
  /** Deletes a message on this computer. A message that is being sent cannot be deleted (`not-allowed`). */
  'message.delete': command(z.object({ conversationId: conversationIdSchema, key: messageKeySchema }), nothing),
  'settings.change': command(z.partial(settingsSchema), nothing),
  'notice.dismiss': command(z.object({ id: short }), nothing),
  /** Opens an http, https or mailto address outside of the client. */
  'shell.openExternal': command(z.object({ url: z.string().check(z.maxLength(4_096)) }), nothing),
  /** Ends the client. */
  'shell.quit': command(z.object({}), nothing),
} as const;

export type CommandName = keyof typeof commands;
export type CommandParams<Name extends CommandName> = z.infer<(typeof commands)[Name]['params']>;
export type CommandResult<Name extends CommandName> = z.infer<(typeof commands)[Name]['result']>;
