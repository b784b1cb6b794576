import type { ConversationId } from '#shared/ids.ts';
import { asConversationId, conversationParts } from '#shared/ids.ts';

/** What a window shows, by the hash of its address. */
export type Route =
  | { readonly view: 'main' }
  | { readonly view: 'panel'; readonly accountId: string }
  | { readonly view: 'chat'; readonly conversationId: ConversationId };

/** Reads the route of a window; anything unknown is the main window. */
export function routeOf(hash: string): Route {
  const [, view, id] = /^#\/(panel|chat)\/(.+)$/.exec(hash) ?? [];
  if (!view || !id) return { view: 'main' };
  try {
    const decoded = decodeURIComponent(id);
    if (view === 'panel') return { view, accountId: decoded };
    return conversationParts(decoded) ? { view: 'chat', conversationId: asConversationId(decoded) } : { view: 'main' };
  } catch {
    return { view: 'main' };
  }
}

/** The hash of a chat window. */
export function chatHash(id: ConversationId): string {
  return `#/chat/${encodeURIComponent(id)}`;
}

/** Opens the window of a chat, or brings it to the front. Call it straight from an event of the person. */
export function openChatWindow(id: ConversationId): void {
  const size = conversationParts(id)?.kind === 'person' ? 'width=620,height=560' : 'width=840,height=600';
  const name = `chat-${encodeURIComponent(id)}`;
  window.open(`${window.location.pathname}${chatHash(id)}`, name, `popup,${size}`)?.focus();
}
