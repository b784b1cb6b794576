import { useState } from 'react';
import type { AccountId } from '#shared/ids.ts';

/** Which categories of an account are closed, kept on this computer, and the function that opens or closes one. */
export function useCollapsed(accountId: AccountId): [ReadonlySet<string>, (id: string, collapsed: boolean) => void] {
  const place = `collapsed ${accountId}`;
  const [closed, setClosed] = useState(() => read(place));
  const change = (id: string, collapsed: boolean) => {
    const next = new Set(closed);
    if (collapsed) next.add(id);
    else next.delete(id);
    setClosed(next);
    localStorage.setItem(place, JSON.stringify([...next]));
  };
  return [closed, change];
}

function read(place: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}
