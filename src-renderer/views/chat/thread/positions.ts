import type { ConversationId } from '#shared/ids.ts';

/** A position is restored for this long after the chat was left. */
const keptForMs = 10 * 60_000;

/** Where a reader was: a message and how far its top was below the top of the view, in pixels. */
export interface Position {
  readonly key: string;
  readonly offset: number;
}

const nameOf = (id: ConversationId) => `position ${id}`;

/** Remembers where the reader of a chat was, for the life of this window; `undefined` for the end. */
export function keepPosition(id: ConversationId, position: Position | undefined, now = Date.now()): void {
  if (position) sessionStorage.setItem(nameOf(id), JSON.stringify({ ...position, at: now }));
  else sessionStorage.removeItem(nameOf(id));
}

/** The remembered position, if the chat was left less than ten minutes ago. */
export function keptPosition(id: ConversationId, now = Date.now()): Position | undefined {
  try {
    const { key, offset, at } = JSON.parse(sessionStorage.getItem(nameOf(id)) ?? '{}');
    return typeof key === 'string' && Number.isFinite(offset) && now - at < keptForMs ? { key, offset } : undefined;
  } catch {
    return undefined;
  }
}
