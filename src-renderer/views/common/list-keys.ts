import type { KeyboardEvent, RefObject } from 'react';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { VirtualListProps } from './list-types.ts';

/** A pause that starts a new type-ahead word, in milliseconds. */
const typeAheadPause = 700;

/** The active row of a list and the keys that move it. */
export function useListKeys<Row>(
  { rows, keyOf, meaningOf, onOpen, onExpand }: VirtualListProps<Row>,
  box: RefObject<HTMLElement | null>,
  virtualizer: RefObject<VirtualizerHandle | null>,
) {
  const [place, setPlace] = useState<{ readonly key: string; readonly index: number }>();
  const typed = useRef({ word: '', at: 0 });
  const known = place ? rows.findIndex((row) => keyOf(row) === place.key) : -1;
  // The row is gone: what stands in its place now, or the last one.
  const active = known >= 0 ? known : nearest(Math.min(place?.index ?? 0, rows.length - 1));

  function nearest(index: number): number {
    const usable = (at: number) => rows[at] !== undefined && meaningOf(rows[at]) !== undefined;
    for (let step = 0; step < rows.length; step++) {
      if (usable(index + step)) return index + step;
      if (usable(index - step)) return index - step;
    }
    return -1;
  }

  const elementAt = useCallback(
    (index: number) => box.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? undefined,
    [box],
  );

  const activate = useCallback(
    (index: number) => {
      const row = rows[index];
      if (row === undefined) return;
      const key = keyOf(row);
      setPlace((before) => (before?.key === key && before.index === index ? before : { key, index }));
      const element = elementAt(index);
      if (element && element !== document.activeElement && !element.contains(document.activeElement)) element.focus();
    },
    [rows, keyOf, elementAt],
  );

  // The focused row moved or was removed: the focus stays in the list.
  const focused = useRef(false);
  useLayoutEffect(() => {
    const inside = box.current?.contains(document.activeElement) ?? false;
    const orphaned = focused.current && (document.activeElement === document.body || document.activeElement === null);
    if (orphaned || (inside && place)) elementAt(active)?.focus({ preventScroll: true });
    focused.current = box.current?.contains(document.activeElement) ?? false;
  });

  function go(from: number, direction: 1 | -1): void {
    for (let at = from; at >= 0 && at < rows.length; at += direction) {
      const row = rows[at];
      if (row === undefined || !meaningOf(row)) continue;
      virtualizer.current?.scrollToIndex(at, { align: 'nearest' });
      activate(at);
      return;
    }
  }

  function typeAhead(character: string, now: number): void {
    const fresh = now - typed.current.at > typeAheadPause;
    const word = (fresh ? '' : typed.current.word) + character.toLocaleLowerCase();
    typed.current = { word, at: now };
    // A single letter goes on to the next match, a longer word may stay where it is.
    const start = word.length === 1 ? 1 : 0;
    for (let step = start; step < rows.length + start; step++) {
      const at = (active + step) % rows.length;
      const row = rows[at];
      const name = row === undefined ? undefined : meaningOf(row)?.name;
      if (!name?.toLocaleLowerCase().startsWith(word)) continue;
      go(at, 1);
      return;
    }
  }

  function parentOf(index: number): number {
    const level = levelAt(index);
    for (let at = index - 1; at >= 0; at--) if (levelAt(at) < level) return at;
    return index;
  }

  function levelAt(index: number): number {
    const row = rows[index];
    return (row === undefined ? undefined : meaningOf(row)?.level) ?? Number.POSITIVE_INFINITY;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey || active < 0) return;
    const row = rows[active];
    if (row === undefined) return;
    const expanded = meaningOf(row)?.expanded;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / 56) - 1);
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(active + 1, 1),
      ArrowUp: () => go(active - 1, -1),
      Home: () => go(0, 1),
      End: () => go(rows.length - 1, -1),
      PageDown: () => go(Math.min(active + page, rows.length - 1), active + page < rows.length ? 1 : -1),
      PageUp: () => go(Math.max(active - page, 0), active - page > 0 ? -1 : 1),
      Enter: () => (expanded === undefined ? onOpen(row) : onExpand?.(row, !expanded)),
      ...(onExpand && {
        ArrowRight: () => (expanded === false ? onExpand(row, true) : expanded && go(active + 1, 1)),
        ArrowLeft: () => (expanded ? onExpand(row, false) : go(parentOf(active), -1)),
      }),
    };
    const action = keys[event.key];
    if (action) action();
    else if (event.key.length === 1 && event.key !== ' ') typeAhead(event.key, event.timeStamp);
    else return;
    event.preventDefault();
  }

  return { active, activate, onKeyDown };
}
