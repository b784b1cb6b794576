import { useEffect, useRef, useState } from 'react';

/** The longest time that a new order waits for the person, in milliseconds. */
const patience = 5_000;

interface Held {
  /** The rows in the order that is on screen. */
  readonly rows: readonly string[];
  /** Whether a new order is waiting. */
  readonly waiting: boolean;
}

/** The order to show: while held, known rows keep their places, new ones wait at the end, and gone ones leave. */
export function heldOrder(shown: readonly string[], fresh: readonly string[], held: boolean): Held {
  if (!held) return { rows: fresh, waiting: false };
  const present = new Set(fresh);
  const known = new Set(shown);
  const rows = [...shown.filter((id) => present.has(id)), ...fresh.filter((id) => !known.has(id))];
  return { rows, waiting: rows.some((id, at) => id !== fresh[at]) };
}

/** Keeps rows from moving under the pointer: a new order waits until it left, 5 seconds at most. */
export function useHeldOrder(fresh: readonly string[], held: boolean): readonly string[] {
  const shown = useRef(fresh);
  const [, release] = useState(0);
  const order = heldOrder(shown.current, fresh, held);
  const latest = useRef(fresh);

  useEffect(() => {
    shown.current = order.rows;
    latest.current = fresh;
  });
  useEffect(() => {
    if (!order.waiting) return;
    const timer = setTimeout(() => {
      shown.current = latest.current;
      release((count) => count + 1);
    }, patience);
    return () => clearTimeout(timer);
  }, [order.waiting]);
  return order.rows;
}
