import type { MessageFact } from '#main/engine/engine.ts';
import type { Store } from '#main/store/store.ts';
import {
  asMessageKey,
  type ConversationId,
  conversationId,
  type MessageKey,
  type PeerId,
  randomKey,
} from '#shared/ids.ts';
import type { Account, Message } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import type { Change } from './change.ts';
import type { State } from './state.ts';
import { titleOf } from './titles.ts';

const day = 86_400_000;

/** What storing a delivered message needs to know. */
export interface ArrivalContext {
  readonly store: Store;
  /** The state before this batch. */
  readonly state: State;
  /** The account as this batch leaves it. */
  readonly account: Account;
  readonly now: number;
}

/**
 * Stores a delivered message once, however often it comes: by its server id, or by the key that it carries when it is
 * the echo of an own one. Creates its conversation or brings it back into Recent.
 */
export function arrive(change: Change, fact: MessageFact, { store, state, account, now }: ArrivalContext): void {
  const id = conversationId({ accountId: account.id, kind: fact.peer.kind, peerId: fact.peer.id });
  const own = fact.senderId === account.selfId;
  const known = knownCopy(store, id, fact, own);
  if (known) {
    confirm(change, known, fact.serverId);
    return;
  }
  const senderName = cleanName(fact.senderName);
  const time = Number.isFinite(fact.time) ? Math.trunc(fact.time) : now;
  change.conversation(id, (table) => {
    const title =
      titleOf(state, { accountId: account.id, ...conversationPeer(fact) }) ?? (own ? '' : personName(fact, senderName));
    table.add(id, { accountId: account.id, ...conversationPeer(fact), title: title || fact.peer.id, activeTime: time });
    table.touch(id, Math.min(time, now));
  });
  change.addMessage(
    {
      key: freshKey(store, fact, own),
      conversationId: id,
      serverId: fact.serverId,
      order: nextOrder(store, id, Math.min(time, now + day)),
      time,
      senderId: fact.senderId,
      senderName,
      segments: [...fact.segments],
      ...(fact.font === undefined ? {} : { font: fact.font }),
      state: own ? 'sent' : 'received',
    },
    own,
  );
}

/**
 * The position of a message that comes now: thousandths of its millisecond, or one more than the last of its
 * conversation. So the order is that of arrival, and nothing moves when a clock is wrong; stretches of older history
 * find room before and between.
 */
export function nextOrder(store: Store, id: ConversationId, time: number): number {
  return Math.max(time * 1_000, store.messages.lastOrder(id) + 1);
}

function knownCopy(store: Store, id: ConversationId, fact: MessageFact, own: boolean): Message | undefined {
  const same = store.messages.byServerId(id, fact.serverId);
  if (same || !own || fact.key === undefined) return same;
  const sent = store.messages.byKey(asMessageKey(fact.key));
  return sent?.conversationId === id ? sent : undefined;
}

/** The service has the message, whatever its answer was: it is sent. */
function confirm(change: Change, message: Message, serverId: string): void {
  if (message.state === 'received' || (message.state === 'sent' && message.serverId !== undefined)) return;
  const { error: _error, ...rest } = message;
  change.updateMessage({ ...rest, serverId: message.serverId ?? serverId, state: 'sent' });
}

function freshKey(store: Store, fact: MessageFact, own: boolean): MessageKey {
  const told = own && fact.key ? asMessageKey(fact.key) : undefined;
  return told !== undefined && !store.messages.byKey(told) ? told : asMessageKey(randomKey());
}

const conversationPeer = ({ peer }: MessageFact) => ({ kind: peer.kind, peerId: peer.id });
const personName = ({ peer }: MessageFact, senderName: string): string | PeerId =>
  peer.kind === 'person' || peer.kind === 'temporary' ? senderName : '';
