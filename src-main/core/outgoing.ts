import type { Store } from '#main/store/store.ts';
import type { CommandParams } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import { conversationParts } from '#shared/ids.ts';
import type { Capabilities, Message, Segment } from '#shared/model.ts';
import { isBlank, mergeTexts, messageByteLimit } from '#shared/segments.ts';
import { nextOrder } from './arrive.ts';
import type { Hub } from './hub.ts';
import { titleOf } from './titles.ts';

/**
 * Stores and announces what a person sends: the message as `sending` at the end of its conversation, everything before
 * it as read, the draft that it was as gone. Throws as `Sender.send` does.
 */
export function outgoing(
  { conversationId, key, segments, font }: CommandParams<'message.send'>,
  { store, hub, now }: { readonly store: Store; readonly hub: Hub; readonly now: number },
): Message {
  const parts = conversationParts(conversationId);
  const account = parts && hub.state.accounts.get(parts.accountId);
  if (!parts || !account) throw new AppError('not-found');
  const merged = mergeTexts(segments);
  check(merged, account.can);
  return hub.change((change) => {
    change.conversation(conversationId, (table) => {
      table.add(conversationId, { ...parts, title: titleOf(hub.state, parts) ?? parts.peerId, activeTime: now });
      table.touch(conversationId, now);
      table.setDraft(conversationId, null);
    });
    const message: Message = {
      key,
      conversationId,
      order: nextOrder(store, conversationId, now),
      time: now,
      senderId: account.selfId,
      senderName: account.nick,
      segments: merged,
      ...(font !== undefined && account.can.fonts ? { font } : {}),
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
