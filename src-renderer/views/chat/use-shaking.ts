import { useEffect, useRef, useState } from 'react';
import { type ConversationId, conversationParts } from '#shared/ids.ts';
import type { Message } from '#shared/model.ts';
import { isShake } from '#shared/segments.ts';
import { type Center, center, useCenter } from '../../data/center.ts';
import { conversationPolicy } from '../../data/select.ts';

/** Some frames longer than the motion of 600 ms, which ends by itself. */
const shakingMs = 700;
/** Least milliseconds between two shakes by one sender. */
const restMs = 10_000;
/** A shake that is older than this, by the service's clock, is no longer about now. */
const staleMs = 120_000;

/**
 * Whether the window shakes now (experience.md C2): for shakes that come in while it is open, from buddies, in chats
 * that may draw attention. The style leaves the motion out for those who do not want any.
 */
export function useShaking(id: ConversationId): boolean {
  const isOpen = useCenter((state) => state.threads[id] !== undefined);
  const newest = useCenter((state) => newestShake(state, id));
  const [shaking, setShaking] = useState(false);
  const seen = useRef<number>(undefined);
  const last = useRef(0);
  useEffect(() => {
    if (!isOpen) return;
    const before = seen.current;
    seen.current = Math.max(before ?? 0, newest?.order ?? 0);
    // What was there when the chat was opened is history.
    if (before === undefined || !newest || newest.order <= before) return;
    const now = Date.now();
    if (!mayShake(center.getState(), newest) || now - newest.time > staleMs || now - last.current < restMs) return;
    last.current = now;
    setShaking(true);
  }, [isOpen, newest]);
  useEffect(() => {
    if (!shaking) return;
    const timer = setTimeout(setShaking, shakingMs, false);
    return () => clearTimeout(timer);
  }, [shaking]);
  return shaking;
}

function newestShake({ threads }: Center, id: ConversationId): Message | undefined {
  return threads[id]?.messages.findLast(({ state, segments }) => state === 'received' && isShake(segments));
}

function mayShake(state: Center, { conversationId, senderId }: Message): boolean {
  const accountId = conversationParts(conversationId)?.accountId;
  const isBuddy = accountId !== undefined && state.contacts[accountId]?.[senderId] !== undefined;
  return isBuddy && conversationPolicy(state, conversationId) === 'notify';
}
