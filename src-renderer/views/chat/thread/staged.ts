/**
 * A virtual list can keep the view still while its items change at the end, or while they change at the start, but not
 * both at once. This takes one change apart into steps that it can follow.
 */
export interface Step<Item> {
  readonly items: readonly Item[];
  /** Items were added or removed at the start only, so positions hold from the end. */
  readonly shift: boolean;
  /** Nothing is shared with the step before: the list starts anew. */
  readonly fresh: boolean;
}

/** The steps from one list to another, the last of which holds `next` itself. Keys are unique within a list. */
export function steps<Item>(
  previous: readonly Item[],
  next: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Step<Item>[] {
  const whole: Step<Item> = { items: next, shift: false, fresh: false };
  const [oldFirst, newFirst] = [previous[0], next[0]];
  if (oldFirst === undefined || newFirst === undefined || keyOf(oldFirst) === keyOf(newFirst)) return [whole];

  const same = (one: readonly Item[], other: readonly Item[]) =>
    one.length === other.length && one.every((item, at) => keyOf(item) === keyOf(other[at] ?? item));
  const removed = previous.findIndex((item) => keyOf(item) === keyOf(newFirst));
  if (removed > 0) {
    // Some left at the start: first the new end, with the leaving ones still there.
    const grown = [...previous.slice(0, removed), ...next];
    const shrink = { ...whole, shift: true };
    return same(grown, previous) ? [shrink] : [{ ...whole, items: grown }, shrink];
  }
  const added = next.findIndex((item) => keyOf(item) === keyOf(oldFirst));
  if (added > 0) {
    // Some came at the start: first what happened at the end, then they.
    const rest = next.slice(added);
    const prepend = { ...whole, shift: true };
    return same(rest, previous) ? [prepend] : [{ ...whole, items: rest }, prepend];
  }
  // The oldest row itself was deleted, or nothing is shared.
  const before = new Set(previous.map(keyOf));
  return [next.some((item) => before.has(keyOf(item))) ? whole : { ...whole, fresh: true }];
}
