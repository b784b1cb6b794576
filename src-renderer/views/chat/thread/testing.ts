import { asConversationId, asMessageKey, asPeerId } from '#shared/ids.ts';
import type { Message } from '#shared/model.ts';

export const self = asPeerId('1000');
export const lin = asPeerId('1001');
export const wei = asPeerId('1002');
export const noon = new Date(2026, 2, 12, 12, 0, 0).getTime();

/** A message for tests; `order` names it. */
export function message(order: number, more: Partial<Message> = {}): Message {
  return {
    key: asMessageKey(`m${order}`),
    conversationId: asConversationId('a/person/1001'),
    order,
    time: noon + order * 1_000,
    senderId: lin,
    senderName: 'Lin',
    segments: [{ kind: 'text', text: `text ${order}` }],
    state: more.senderId === self ? 'sent' : 'received',
    ...more,
  };
}
