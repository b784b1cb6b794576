import type { Front, Hub } from '#main/core/hub.ts';
import { createPause } from '#main/net/pace.ts';
import type { UiEvent } from '#shared/events.ts';
import type { AccountId, ConversationId } from '#shared/ids.ts';
import type { Conversation, Settings } from '#shared/model.ts';
import { cleanName, previewLine, type SegmentWords } from '#shared/segments.ts';
import { type UnreadChat, unreadChats } from './unread.ts';

/** Plain words for notifications, in the language of the reader. */
export interface AttentionWords extends SegmentWords {
  readonly product: string;
  readonly newMessage: string;
  chatsWithNews(count: number): string;
}

/** A notification; plain text. Without a conversation it sums up several chats. */
export interface Alert {
  readonly conversationId?: ConversationId;
  readonly title: string;
  readonly body: string;
}

/** What the watch is given. */
export interface AttentionDeps {
  readonly hub: Pick<Hub, 'snapshot' | 'attach'>;
  words(): AttentionWords;
  /** Whether the chat is before the person's eyes: shown in the focused window. */
  isSeen(id: ConversationId): boolean;
  /** Shows it in place of the one that is there for the same chat. */
  show(alert: Alert): void;
  /** Takes the notification of a chat away. */
  withdraw(id: ConversationId): void;
  /** What arrives within this many milliseconds after a sign-in is catch-up, and summed up. */
  readonly catchUpMs?: number;
  /** Least milliseconds between two notifications of one chat. */
  readonly pauseMs?: number;
}

const minute = 60_000;
const alertsPerMinute = 10;

/**
 * Watches the hub and tells of new messages (experience.md C2): one live notification per chat, none for own messages,
 * quiet chats, a busy account or a chat that is being looked at, one summary for the catch-up after a sign-in and for
 * floods. What was read is withdrawn. Ends when the signal aborts.
 */
export function watchAttention(deps: AttentionDeps, signal: AbortSignal): void {
  const { hub, isSeen, show, withdraw, catchUpMs = 3_000, pauseMs = 3_000 } = deps;
  const newest = new Map<ConversationId, number>();
  const selfIds = new Map<AccountId, string>();
  const caughtUpAt = new Map<AccountId, number>();
  const offline = new Set<AccountId>();
  /** Chats to tell of, and when: news of a catch-up wait for its end. */
  const waiting = new Map<ConversationId, { readonly from: number; readonly isCatchUp: boolean }>();
  const shownAt = new Map<ConversationId, number>();
  let recent: readonly number[] = [];
  const pause = createPause();
  let telling = false;

  const state = hub.snapshot();
  for (const { id, last } of state.conversations) newest.set(id, last?.order ?? 0);
  for (const account of state.accounts) {
    selfIds.set(account.id, account.selfId);
    if (account.phase !== 'online') offline.add(account.id);
  }

  const isNews = ({ id, accountId, last, unread }: Conversation) =>
    last !== undefined &&
    unread > 0 &&
    last.state === 'received' &&
    last.order > (newest.get(id) ?? 0) &&
    last.senderId !== selfIds.get(accountId);

  const hear = (event: UiEvent) => {
    if (event.kind === 'account') {
      const { id, selfId, phase } = event.account;
      if (phase !== 'online') offline.add(id);
      else if (offline.delete(id) || !selfIds.has(id)) caughtUpAt.set(id, Date.now() + catchUpMs);
      selfIds.set(id, selfId);
    } else if (event.kind === 'conversation') {
      const { conversation } = event;
      if (isNews(conversation)) waiting.set(conversation.id, newsOf(conversation));
      if (conversation.unread === 0) forget(conversation.id);
      newest.set(conversation.id, Math.max(conversation.last?.order ?? 0, newest.get(conversation.id) ?? 0));
    } else if (event.kind === 'conversation-removed') {
      forget(event.conversationId);
    }
  };
  const forget = (id: ConversationId) => {
    waiting.delete(id);
    shownAt.delete(id);
    withdraw(id);
  };

  const newsOf = ({ id, accountId }: Conversation) => {
    const end = caughtUpAt.get(accountId) ?? 0;
    return waiting.get(id) ?? { from: end, isCatchUp: Date.now() < end };
  };
  const dueAt = (id: ConversationId, from: number) => Math.max(from, (shownAt.get(id) ?? 0) + pauseMs);
  const tell = async () => {
    telling = true;
    while (waiting.size > 0) {
      const now = Date.now();
      const due = new Map([...waiting].filter(([id, { from }]) => dueAt(id, from) <= now));
      for (const id of due.keys()) waiting.delete(id);
      if (due.size > 0) tellOf(due, now);
      else await pause.sleep(Math.min(...[...waiting].map(([id, { from }]) => dueAt(id, from))) - now, signal);
    }
    telling = false;
  };
  const tellOf = (due: ReadonlyMap<ConversationId, { readonly isCatchUp: boolean }>, now: number) => {
    const current = hub.snapshot();
    const words = deps.words();
    const chats = unreadChats(current).filter(
      ({ conversation: { id }, account, policy }) =>
        due.has(id) && policy === 'notify' && account.status !== 'busy' && !isSeen(id),
    );
    const caughtUp = chats.filter(({ conversation: { id } }) => due.get(id)?.isCatchUp);
    recent = recent.filter((time) => now - time < minute);
    const tooMany = caughtUp.length > 1 ? caughtUp : recent.length + chats.length > alertsPerMinute ? chats : [];
    if (tooMany.length > 0) show({ title: words.product, body: words.chatsWithNews(tooMany.length) });
    for (const chat of chats) {
      shownAt.set(chat.conversation.id, now);
      if (tooMany.includes(chat)) continue;
      show(alertOf(chat, current.settings.notifications, words));
      recent = [...recent, now];
    }
  };

  const front: Front = {
    watches: () => false,
    deliver(events) {
      for (const event of events) hear(event);
      if (waiting.size === 0) return;
      if (telling) pause.wake();
      // Rejects only when the watch ends.
      else tell().catch(() => {});
    },
  };
  signal.addEventListener('abort', hub.attach(front), { once: true });
}

function alertOf(
  { conversation: { id, kind, last, unread }, name }: UnreadChat,
  level: Settings['notifications'],
  words: AttentionWords,
): Alert {
  if (level === 'none') return { conversationId: id, title: words.product, body: words.newMessage };
  const title = unread > 1 ? `${name} (${unread})` : name;
  if (level === 'sender' || !last) return { conversationId: id, title, body: words.newMessage };
  const from = kind === 'person' ? '' : `${cleanName(last.senderName || last.senderId)}: `;
  const body = previewLine([{ kind: 'text', text: from }, ...last.segments], words);
  return { conversationId: id, title, body };
}
