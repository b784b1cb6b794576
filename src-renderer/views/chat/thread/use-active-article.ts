import type { KeyboardEvent, RefObject } from 'react';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Message } from '#shared/model.ts';
import { needsDecision, remove, retry } from './message-state.tsx';
import type { MessageRow } from './rows.ts';

interface Options {
  readonly rows: readonly MessageRow[];
  readonly feed: RefObject<HTMLElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  copy(message: Message): void;
}

/** The one tab stop of the feed, and the keys that move it and act on its message. */
export function useActiveArticle({ rows, feed, list, copy }: Options) {
  const [activeKey, setActiveKey] = useState<string>();
  const known = activeKey === undefined ? -1 : rows.findIndex((row) => row.message.key === activeKey);
  /** Where the active row was, for the neighbour that takes over when it is gone. */
  const place = useRef(0);
  const active = known >= 0 ? known : Math.min(activeKey === undefined ? rows.length : place.current, rows.length - 1);
  place.current = active;

  const elementAt = useCallback(
    (row: MessageRow | undefined) =>
      row && feed.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.message.key)}"]`),
    [feed],
  );

  // The focused row was removed: its neighbour takes the focus.
  const inside = useRef(false);
  useLayoutEffect(() => {
    const lost = inside.current && (document.activeElement === document.body || document.activeElement === null);
    if (lost) elementAt(rows[active])?.focus({ preventScroll: true });
    inside.current = feed.current?.contains(document.activeElement) ?? false;
  });

  const focus = useCallback(() => elementAt(rows[active])?.focus({ preventScroll: true }), [elementAt, rows, active]);

  const go = (to: number) => {
    const row = rows[to];
    if (!row) return;
    setActiveKey(row.message.key);
    list.current?.scrollToIndex(to, { align: 'nearest' });
    // A row outside of the view comes into the document with the scrolling.
    const attempt = (left: number) => {
      const element = elementAt(row);
      if (element) element.focus({ preventScroll: true });
      else if (left > 0) requestAnimationFrame(() => attempt(left - 1));
    };
    attempt(10);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const message = rows[active]?.message;
    const control = event.ctrlKey || event.metaKey;
    if (!message || event.altKey || event.nativeEvent.isComposing) return;
    if (control && event.key === 'c' && window.getSelection()?.isCollapsed !== false) copy(message);
    else if (control || event.shiftKey) return;
    else if (event.key === 'ArrowUp') go(active - 1);
    else if (event.key === 'ArrowDown') go(active + 1);
    else if (event.key.toLowerCase() === 'r' && needsDecision(message)) retry(message);
    else if (event.key === 'Delete' && needsDecision(message)) remove(message);
    else return;
    event.preventDefault();
  };

  const onFocus = (event: { readonly target: EventTarget }) => {
    const key = event.target instanceof Element ? event.target.closest('article')?.dataset.key : undefined;
    if (key !== undefined) setActiveKey(key);
    inside.current = true;
  };

  return { active, focus, onKeyDown, onFocus };
}
