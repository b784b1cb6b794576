import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ConversationId, MessageKey } from '#shared/ids.ts';
import { followThread, loadNewer, loadNewest, loadOlder } from '../../../data/actions.ts';
import { keepPosition, keptPosition } from './positions.ts';
import type { MessageRow } from './rows.ts';

/** *At the end* means within this many pixels of it. */
const nearEnd = 48;
/** Height of the line above the first message, in pixels. */
export const startMargin = 48;

interface Options {
  readonly conversationId: ConversationId;
  readonly rows: readonly MessageRow[];
  /** A change of it means that nothing of the list before is left. */
  readonly epoch: number;
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** What the list opens at: the first unread message, else the kept position, else the end. */
  readonly unreadKey: MessageKey | undefined;
  /** What is on screen may have changed. */
  moved(): void;
}

/** The scroll rules of experience.md B2 for one list of messages. */
export function useScroll({ conversationId, rows, epoch, hasOlder, hasNewer, unreadKey, moved }: Options) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [atEnd, setAtEnd] = useState(unreadKey === undefined);
  /** Like `atEnd`, but true to the moment: layout happens between renders. */
  const stuck = useRef(atEnd);
  const lastTop = useRef(0);
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
    const { hasOlder: older, hasNewer: newer } = now.current;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (newer) stick(false);
    else if (below <= nearEnd) stick(true);
    // Growing content leaves the top where it is; only the reader moves it up.
    else if (box.scrollTop < lastTop.current - 1) stick(false);
    lastTop.current = box.scrollTop;
    // A page that fails is asked for again at the next movement.
    if (older && box.scrollTop < 2 * box.clientHeight) loadOlder(conversationId).catch(() => {});
    if (newer && below < 2 * box.clientHeight) loadNewer(conversationId).catch(() => {});
    moved();
  }, [conversationId, moved, stick]);

  // Opening, and every list that starts anew.
  const opened = useRef(-1);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || rows.length === 0 || opened.current === epoch) return;
    const first = opened.current < 0;
    opened.current = epoch;
    const unread = first && unreadKey !== undefined ? rows.findIndex((row) => row.message.key === unreadKey) : -1;
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
      list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
    }
  }, [rows, epoch, unreadKey, conversationId, stick]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes the height of the content moves its end
  useLayoutEffect(hold, [rows, hold]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows or new ends are looked at
  useEffect(look, [rows, hasOlder, hasNewer, look]);
  useEffect(() => followThread(conversationId, atEnd), [conversationId, atEnd]);

  // Remembered for the life of the window.
  useEffect(() => {
    const keep = () => {
      const handle = list.current;
      const at = handle && !stuck.current ? handle.findItemIndex(handle.scrollOffset) : -1;
      const row = now.current.rows[at];
      const offset = handle && row ? handle.getItemOffset(at) + startMargin - handle.scrollOffset : 0;
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
    stick(false);
    list.current?.scrollTo(0);
  }, [stick]);

  /** Scrolls by a page up (-1) or down (1). */
  const page = useCallback((direction: 1 | -1) => {
    const box = scroller.current;
    if (box) box.scrollTop += direction * box.clientHeight * 0.9;
  }, []);

  const onResize = useCallback(() => {
    hold();
    look();
  }, [hold, look]);

  return { scroller, list, atEnd, look, onResize, toEnd, toStart, page };
}
