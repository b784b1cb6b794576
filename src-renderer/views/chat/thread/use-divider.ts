import { useCallback, useEffect, useRef, useState } from 'react';
import type { MessageKey, PeerId } from '#shared/ids.ts';
import type { Conversation, Message } from '#shared/model.ts';
import { isFocused } from '../use-focused.ts';
import { firstUnread } from './rows.ts';

/** How long the divider stays after the person sent something. */
const staysAfterSendMs = 3_000;

/**
 * Above which message the "New messages" divider stands: the first one that was unread when the chat was opened. A
 * first unread one that arrives while nobody looks takes it over.
 */
export function useDivider(
  messages: readonly Message[],
  conversation: Conversation,
  selfId: PeerId,
  atOpening: boolean,
) {
  const { readOrder, unread } = conversation;
  const [key, setKey] = useState<MessageKey | undefined>(() =>
    atOpening && unread > 0 ? firstUnread(messages, readOrder, selfId)?.key : undefined,
  );
  const known = useRef(messages.at(-1)?.order ?? 0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const before = known.current;
    known.current = Math.max(before, messages.at(-1)?.order ?? 0);
    if (isFocused()) return;
    const first = firstUnread(messages, readOrder, selfId);
    if (first && first.order > before) setKey(first.key);
  }, [messages, readOrder, selfId]);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** The person sent a message: what was new is known. */
  const answered = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(setKey, staysAfterSendMs, undefined);
  }, []);
  return { dividerKey: key, answered };
}
