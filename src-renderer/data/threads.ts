import type { MessagePage } from '#shared/commands.ts';
import type { ConversationId } from '#shared/ids.ts';
import type { Thread } from './center.ts';
import { center } from './center.ts';
import { call } from './session.ts';
import { refreshed, threadFrom, withNewer, withOlder } from './thread.ts';

/** How many messages one page asks for. */
export const pageSize = 60;
/** After an interruption more is asked for, so that the fresh page touches what is on screen. */
const refreshSize = 200;

/** Each opening of a thread; answers to questions of an earlier one are stale. */
const openings = new Map<ConversationId, symbol>();
/** One request per chat and direction at a time. */
const inFlight = new Set<string>();

/** Opens a conversation in this window and loads its page. A page that comes after closing is dropped. */
export async function openThread(id: ConversationId): Promise<void> {
  await load(id, pageSize, threadFrom);
}

/** Stops watching a conversation and frees its messages. */
export function closeThread(id: ConversationId): void {
  openings.delete(id);
  center.setState(({ threads: { [id]: _closed, ...threads } }) => ({ threads }));
  // Without a line there is nothing to stop.
  call('thread.close', { conversationId: id }).catch(() => {});
}

/** Drops what is loaded and loads the newest messages. */
export async function loadNewest(id: ConversationId): Promise<void> {
  const opening = openings.get(id);
  const page = await call('thread.page', { conversationId: id, before: Number.MAX_SAFE_INTEGER, limit: pageSize });
  if (opening && openings.get(id) === opening) putThread(id, threadFrom(page));
}

/** Watches a thread anew after the line was interrupted; what is on screen stays where it can. */
export async function reopenThread(id: ConversationId): Promise<void> {
  await load(id, refreshSize, (page) => {
    const thread = center.getState().threads[id];
    return thread ? refreshed(thread, page) : threadFrom(page);
  });
}

/** Loads the page before the loaded messages. Does nothing while one is under way or when there is none. */
export async function loadOlder(id: ConversationId): Promise<void> {
  await loadMore(id, 'older');
}

/** Loads the page after the loaded messages. Does nothing while one is under way or when there is none. */
export async function loadNewer(id: ConversationId): Promise<void> {
  await loadMore(id, 'newer');
}

/** Tells whether the reader is at the end of the thread; see {@link Thread.following}. */
export function followThread(id: ConversationId, following: boolean): void {
  const thread = center.getState().threads[id];
  if (thread && thread.following !== following) putThread(id, { ...thread, following });
}

async function load(id: ConversationId, limit: number, merge: (page: MessagePage) => Thread): Promise<void> {
  const opening = Symbol(id);
  openings.set(id, opening);
  const page = await call('thread.open', { conversationId: id, limit });
  if (openings.get(id) === opening) putThread(id, merge(page));
}

async function loadMore(id: ConversationId, side: 'older' | 'newer'): Promise<void> {
  const request = `${side} ${id}`;
  const opening = openings.get(id);
  const edge = edgeOf(id, side);
  if (!opening || edge === undefined || inFlight.has(request)) return;
  inFlight.add(request);
  try {
    const position = side === 'older' ? { before: edge } : { after: edge };
    const page = await call('thread.page', { conversationId: id, ...position, limit: pageSize });
    const thread = center.getState().threads[id];
    // Opened anew, or the edge moved meanwhile: this page no longer fits.
    if (!thread || openings.get(id) !== opening || edgeOf(id, side) !== edge) return;
    putThread(id, side === 'older' ? withOlder(thread, page) : withNewer(thread, page));
  } finally {
    inFlight.delete(request);
  }
}

/** The order of the message at one end, if there is more beyond it. */
function edgeOf(id: ConversationId, side: 'older' | 'newer'): number | undefined {
  const thread = center.getState().threads[id];
  if (side === 'older') return thread?.hasOlder ? thread.messages[0]?.order : undefined;
  return thread?.hasNewer ? thread.messages.at(-1)?.order : undefined;
}

function putThread(id: ConversationId, thread: Thread): void {
  center.setState(({ threads }) => ({ threads: { ...threads, [id]: thread } }));
}
