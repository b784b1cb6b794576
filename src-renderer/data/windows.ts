import type { ConversationId, ConversationParts } from '#shared/ids.ts';
import { asConversationId, conversationId, conversationParts } from '#shared/ids.ts';
import { inBrowser } from '../bridge/ports.ts';
import { openConversation } from './actions.ts';
import { attempt } from './view.ts';

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

/** Opens the window of a chat with somebody, whether or not there was a chat before. Like {@link openChatWindow}. */
export function openChatWith(parts: ConversationParts): void {
  openChatWindow(conversationId(parts));
  attempt(openConversation(parts));
}

const panelSize = { width: 300, height: 680 };
const signInSize = { width: 380, height: 520 };

/** What the main window shows; each has a size of its own. */
export type MainShape = 'sign-in' | 'panel';

/** Gives the main window the size of what it shows. Does nothing in an ordinary browser tab, and in the shell. */
export function shapeMainWindow(shape: MainShape): void {
  if (!inBrowser() || !isAppWindow()) return;
  const { width, height } = shape === 'panel' ? panelSize : signInSize;
  const frame = { width: window.outerWidth - window.innerWidth, height: window.outerHeight - window.innerHeight };
  window.resizeTo(width + frame.width, height + frame.height);
}

/** A window without tabs and address: opened by a script, or as an app. */
function isAppWindow(): boolean {
  return window.opener !== null || window.matchMedia('(display-mode: standalone)').matches || !window.menubar.visible;
}
