import type { MessagePage } from '#shared/commands.ts';
import type { MessageKey } from '#shared/ids.ts';
import type { Message } from '#shared/model.ts';
import type { Thread } from './center.ts';
import { threadLimit } from './center.ts';

/** A thread as it is right after opening. */
export function threadFrom(page: MessagePage): Thread {
  return { ...page, following: true };
}

/**
 * The thread with a message that arrived or changed. A message outside of the loaded stretch is left to paging when
 * there is more on that side.
 */
export function withMessage(thread: Thread, message: Message): Thread {
  const known = thread.messages.findLastIndex((each) => each.key === message.key);
  if (known >= 0) {
    const messages = thread.messages.with(known, message);
    return { ...thread, messages: thread.messages[known]?.order === message.order ? messages : messages.sort(byOrder) };
  }
  const at = thread.messages.findLastIndex((each) => each.order < message.order) + 1;
  const outside =
    thread.messages.length > 0 && ((at === 0 && thread.hasOlder) || (at === thread.messages.length && thread.hasNewer));
  if (outside || (thread.messages.length === 0 && thread.hasNewer)) return thread;
  if (thread.messages.length >= threadLimit && !thread.following && at === thread.messages.length) {
    return { ...thread, hasNewer: true };
  }
  return bounded({ ...thread, messages: thread.messages.toSpliced(at, 0, message) }, thread.following ? 'old' : 'new');
}

/** The thread without a message. */
export function withoutMessage(thread: Thread, key: MessageKey): Thread {
  const at = thread.messages.findIndex((message) => message.key === key);
  return at < 0 ? thread : { ...thread, messages: thread.messages.toSpliced(at, 1) };
}

/** The thread with an older page in front; what no longer fits leaves at the new end. */
export function withOlder(thread: Thread, page: MessagePage): Thread {
  return bounded({ ...thread, messages: union(page.messages, thread.messages), hasOlder: page.hasOlder }, 'new');
}

/** The thread with a newer page behind; what no longer fits leaves at the old end. */
export function withNewer(thread: Thread, page: MessagePage): Thread {
  return bounded({ ...thread, messages: union(thread.messages, page.messages), hasNewer: page.hasNewer }, 'old');
}

/**
 * The thread after the line was interrupted, given a fresh page of it. The page wins where both know a stretch; a page
 * that does not touch what was loaded replaces it.
 */
export function refreshed(thread: Thread, page: MessagePage): Thread {
  const [first, last] = [thread.messages[0], thread.messages.at(-1)];
  const [pageFirst, pageLast] = [page.messages[0], page.messages.at(-1)];
  if (!first || !last || !pageFirst || !pageLast || pageFirst.order > last.order || pageLast.order < first.order) {
    return { ...threadFrom(page), following: thread.following };
  }
  const outside = thread.messages.filter(({ order }) => order < pageFirst.order || order > pageLast.order);
  return bounded(
    {
      messages: union(outside, page.messages),
      hasOlder: first.order < pageFirst.order ? thread.hasOlder : page.hasOlder,
      // Beyond the fresh page more may have come meanwhile; paging will tell.
      hasNewer: last.order > pageLast.order ? true : page.hasNewer,
      following: thread.following,
    },
    thread.following ? 'old' : 'new',
  );
}

const byOrder = (one: Message, other: Message) => one.order - other.order;

/** Both lists by order, each key once; the second list wins. */
function union(first: readonly Message[], second: readonly Message[]): Message[] {
  const byKey = new Map([...first, ...second].map((message) => [message.key, message]));
  return [...byKey.values()].sort(byOrder);
}

function bounded(thread: Thread, dropped: 'old' | 'new'): Thread {
  if (thread.messages.length <= threadLimit) return thread;
  return dropped === 'old'
    ? { ...thread, messages: thread.messages.slice(-threadLimit), hasOlder: true }
    : { ...thread, messages: thread.messages.slice(0, threadLimit), hasNewer: true };
}
