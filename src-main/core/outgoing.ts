import type { Store } from '#main/store/store.ts';
import type { CommandParams } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import { type ConversationId, type ConversationParts, conversationParts } from '#shared/ids.ts';
import type { Account, Capabilities, Message, Segment } from '#shared/model.ts';
import { isBlank, mergeTexts, messageByteLimit } from '#shared/segments.ts';
import { nextOrder } from './arrive.ts';
import type { Hub } from './hub.ts';
import { whyStopped } from './sessions.ts';
import { titleOf } from './titles.ts';

/** What storing an own message needs to know. */
export interface OutgoingContext {
  readonly store: Store;
  readonly hub: Hub;
  readonly now: number;
}

/**
 * Stores and announces what a person sends: the message as `sending` at the end of its conversation, everything before
 * it as read, the draft that it was as gone. Throws as `Sender.send` does.
 */
export function outgoing(
  { conversationId, key, segments, font }: CommandParams<'message.send'>,
  context: OutgoingContext,
): Message {
  const { parts, account } = find(conversationId, context.hub);
  const merged = mergeTexts(segments);
  check(merged, account.can);
  const more = font !== undefined && account.can.fonts ? { font } : {};
  return store({ key, segments: merged, ...more }, parts, account, { ...context, conversationId, isDraft: true });
}

/** As {@link outgoing}, for a shake; the draft stays. Throws as `Sender.shake` does. */
export function outgoingShake(
  { conversationId, key }: CommandParams<'message.shake'>,
  context: OutgoingContext,
): Message {
  const { parts, account } = find(conversationId, context.hub);
  if (account.phase !== 'online') throw whyStopped(account);
  if (parts.kind !== 'person' || !account.can.asks.includes('shake')) throw new AppError('not-supported');
  return store({ key, segments: [{ kind: 'shake' }] }, parts, account, { ...context, conversationId, isDraft: false });
}

function find(id: ConversationId, hub: Hub): { readonly parts: ConversationParts; readonly account: Account } {
  const parts = conversationParts(id);
  const account = parts && hub.state.accounts.get(parts.accountId);
  if (!parts || !account) throw new AppError('not-found');
  return { parts, account };
}

function store(
  content: Pick<Message, 'key' | 'segments' | 'font'>,
  parts: ConversationParts,
  account: Account,
  where: OutgoingContext & { readonly conversationId: ConversationId; readonly isDraft: boolean },
): Message {
  const { store: tables, hub, now, conversationId, isDraft } = where;
  return hub.change((change) => {
    change.conversation(conversationId, (table) => {
      table.add(conversationId, { ...parts, title: titleOf(hub.state, parts) ?? parts.peerId, activeTime: now });
      table.touch(conversationId, now);
      if (isDraft) table.setDraft(conversationId, null);
    });
    const message: Message = {
      ...content,
      conversationId,
      order: nextOrder(tables, conversationId, now),
      time: now,
      senderId: account.selfId,
      senderName: account.nick,
      state: 'sending',
    };
    change.addMessage(message, true);
    change.conversation(conversationId, (table) => table.read(conversationId, message.order));
    return message;
  });
}

function check(segments: readonly Segment[], can: Capabilities): void {
  if (isBlank(segments)) throw new AppError('bad-request', { detail: { reason: 'blank' } });
  for (const { kind } of segments) {
    if (!can.sends.some((each) => each === kind)) throw new AppError('not-supported', { detail: { segment: kind } });
  }
  const limit = Math.min(can.maxTextBytes, messageByteLimit);
  const bytes = segments.reduce((sum, each) => sum + (each.kind === 'text' ? Buffer.byteLength(each.text) : 0), 0);
  if (bytes > limit) throw new AppError('too-large', { detail: { bytes, limit } });
}
