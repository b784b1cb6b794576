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
  list: RefObject<VirtualizerHandle | null>,
): () => void {
  const focused = useFocused();
  const now = useRef({ conversation, focused });
  now.current = { conversation, focused };
  const [tracker] = useState(() =>
    createReadTracker((order) => {
      const { id, readOrder, unread } = now.current.conversation;
      // A failed report is repeated with the next one.
      if (unread > 0 && order > readOrder) markRead(id, order).catch(() => {});
    }),
  );
  const look = useCallback(() => {
    const handle = list.current;
    const at = handle ? handle.findItemIndex(handle.scrollOffset + handle.viewportSize - sliver) : -1;
    tracker.see(now.current.focused ? messages.current[at]?.order : undefined);
  }, [tracker, list, messages]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a window that gets the focus looks anew
  useEffect(look, [focused, look]);
  useEffect(() => () => tracker.stop(), [tracker]);
  return look;
}
