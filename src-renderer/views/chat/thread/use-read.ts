import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Conversation, Message } from '#shared/model.ts';
import { markRead } from '../../../data/actions.ts';
import { useFocused } from '../use-focused.ts';
import { createReadTracker } from './read-tracker.ts';

/** A message of which only a sliver shows is not on screen, in pixels. */
const sliver = 24;

/**
 * Reports what was read: on screen of the focused window for half a second. Returns the function to call whenever what
 * is on screen may have changed.
 */
export function useRead(
  conversation: Conversation,
  messages: RefObject<readonly Message[]>,
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<VirtualizerHandle | null>,
): () => void {
  const focused = useFocused();
  const now = useRef({ conversation, focused });
  now.current = { conversation, focused };
  const [tracker] = useState(() =>
    createReadTracker((order) => {
      const { id, unread } = now.current.conversation;
      // A failed report is made up for by the next one.
      if (unread > 0) markRead(id, order).catch(() => {});
    }),
  );
  const look = useCallback(() => {
    const box = scroller.current;
    const at = (box && list.current?.findItemIndex(box.scrollTop + box.clientHeight - sliver)) ?? -1;
    const order = messages.current[at]?.order ?? 0;
    // What was read before is no news, and neither is where the list was before it moved to its place.
    tracker.see(now.current.focused && order > now.current.conversation.readOrder ? order : undefined);
  }, [tracker, scroller, list, messages]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a window that gets the focus looks anew
  useEffect(look, [focused, look]);
  useEffect(() => () => tracker.stop(), [tracker]);
  return look;
}
