import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ConversationId } from '#shared/ids.ts';
import { followThread, loadNewer, loadNewest, loadOlder } from '../../../data/actions.ts';
import { keepPosition, keptPosition } from './positions.ts';
import type { MessageRow } from './rows.ts';
import { useGesture } from './use-gesture.ts';

/** *At the end* means within this many pixels of it. */
const nearEnd = 48;
/** How long a list may take to reach the place where it opens, in milliseconds. */
const settleMs = 150;
/** Height of the line above the first message, in pixels. */
export const startMargin = 48;

interface Options {
  readonly conversationId: ConversationId;
  readonly rows: readonly MessageRow[];
  /** A change of it means that nothing of the list before is left. */
  readonly epoch: number;
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** What is on screen may have changed. */
  moved(): void;
}

/**
 * The scroll rules of experience.md B2 for one list of messages. It opens at the first unread message, else at the kept
 * position, else at the end.
 */
export function useScroll({ conversationId, rows, epoch, hasOlder, hasNewer, moved }: Options) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const isMovedByReader = useGesture(scroller);
  const [atEnd, setAtEnd] = useState(true);
  /** Like `atEnd`, but true to the moment: layout happens between renders. */
  const stuck = useRef(atEnd);
  const lastTop = useRef(0);
  /** Whether the list reached the place where it opens; before that its position means nothing. */
  const settled = useRef(false);
  const now = useRef({ rows, hasOlder, hasNewer });
  now.current = { rows, hasOlder, hasNewer };

  const stick = useCallback((next: boolean) => {
    stuck.current = next;
    setAtEnd(next);
  }, []);

  const hold = useCallback(() => {
    const box = scroller.current;
    if (box && stuck.current) box.scrollTop = box.scrollHeight;
  }, []);

  /** Looks at where the view is, and asks for more messages where fewer than two screens are left. */
  const look = useCallback(() => {
    const box = scroller.current;
    if (!box || box.clientHeight === 0) return;
    if (!settled.current && box.scrollTop === 0) return;
    settled.current = true;
    const { hasOlder: older, hasNewer: newer } = now.current;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (newer) stick(false);
    else if (below <= nearEnd) stick(true);
    else if (box.scrollTop < lastTop.current - 1 && isMovedByReader()) stick(false);
    lastTop.current = box.scrollTop;
    // A page that fails is asked for again at the next movement.
    if (older && box.scrollTop < 2 * box.clientHeight) loadOlder(conversationId).catch(() => {});
    if (newer && below < 2 * box.clientHeight) loadNewer(conversationId).catch(() => {});
    moved();
  }, [conversationId, moved, stick, isMovedByReader]);

  // Opening, and every list that starts anew.
  const opened = useRef(-1);
  const empty = rows.length === 0;
  useLayoutEffect(() => {
    const { rows } = now.current;
    const box = scroller.current;
    if (!box || empty || opened.current === epoch) return;
    const first = opened.current < 0;
    opened.current = epoch;
    const unread = first ? rows.findIndex((row) => row.divider) : -1;
    const kept = first ? keptPosition(conversationId) : undefined;
    const keptAt = kept ? rows.findIndex((row) => row.message.key === kept.key) : -1;
    if (unread >= 0) {
      stick(false);
      list.current?.scrollToIndex(unread, { align: 'start', offset: -box.clientHeight / 4 });
    } else if (kept && keptAt >= 0) {
      stick(false);
      list.current?.scrollToIndex(keptAt, { align: 'start', offset: -kept.offset });
    } else {
      stick(true);
      hold();
    }
    settled.current = false;
    // A list that fits the view never scrolls.
    const timer = setTimeout(() => {
      settled.current = true;
      look();
    }, settleMs);
    return () => clearTimeout(timer);
  }, [empty, epoch, conversationId, stick, hold, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes the height of the content moves its end
  useLayoutEffect(hold, [rows, hold]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows or new ends are looked at
  useEffect(look, [rows, hasOlder, hasNewer, look]);
  useEffect(() => followThread(conversationId, atEnd), [conversationId, atEnd]);

  // Remembered for the life of the window.
  useEffect(() => {
    const keep = () => {
      const handle = list.current;
      const top = scroller.current?.scrollTop ?? 0;
      const at = handle && !stuck.current ? handle.findItemIndex(top) : -1;
      const row = now.current.rows[at];
      const offset = handle && row ? handle.getItemOffset(at) + startMargin - top : 0;
      keepPosition(conversationId, row && { key: row.message.key, offset });
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [conversationId]);

  const toEnd = useCallback(async () => {
    if (now.current.hasNewer) {
      await loadNewest(conversationId);
      // The newest rows are on screen with the next frame; until then the end is not the end.
      await new Promise(requestAnimationFrame);
    }
    stick(true);
    hold();
  }, [conversationId, stick, hold]);

  const toStart = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    stick(false);
    box.scrollTop = 0;
    // A list that fits the view does not scroll, so nothing else would look where it is.
    look();
  }, [stick, look]);

  /** Scrolls until the row at this place is the first in view. */
  const toRow = useCallback(
    (index: number) => {
      stick(false);
      list.current?.scrollToIndex(index, { align: 'start' });
    },
    [stick],
  );

  /** Scrolls by a page up (-1) or down (1). */
  const page = useCallback(
    (direction: 1 | -1) => {
      const box = scroller.current;
      if (!box) return;
      if (direction < 0) stick(false);
      box.scrollTop += direction * box.clientHeight * 0.9;
      look();
    },
    [stick, look],
  );

  const onResize = useCallback(() => {
    hold();
    look();
  }, [hold, look]);

  // The window, the editor or a banner may leave the list more or less room.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(onResize);
    observer.observe(box);
    return () => observer.disconnect();
  }, [onResize]);

  return { scroller, list, atEnd, look, onResize, toEnd, toStart, toRow, page };
}
