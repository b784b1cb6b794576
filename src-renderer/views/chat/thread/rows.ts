import type { MessageKey, PeerId } from '#shared/ids.ts';
import type { Message } from '#shared/model.ts';
import { isShake } from '#shared/segments.ts';

/** Messages of one sender within this time share one sender line. */
export const groupingMs = 3 * 60_000;
/** A pause this long gets a time line. */
export const pauseMs = 5 * 60_000;

/** One message as the list shows it. Equal rows are the same object from one build to the next. */
export interface MessageRow {
  readonly message: Message;
  readonly own: boolean;
  /** Starts a run of one sender: has the avatar, and in groups the sender line. */
  readonly first: boolean;
  /** Has a centred time line above it. */
  readonly timed: boolean;
  /** Has the "New messages" divider above it. */
  readonly divider: boolean;
}

/** What rows depend on besides the messages. */
export interface RowContext {
  readonly selfId: PeerId;
  /** The message that the divider stands above. */
  readonly dividerKey: MessageKey | undefined;
}

const quarterMs = 15 * 60_000;

/** True when both times lie on one day of the reader's calendar. */
export function sameDay(one: number, other: number): boolean {
  // Days begin at a quarter of an hour everywhere; asking the calendar is slow in comparison.
  if (Math.floor(one / quarterMs) === Math.floor(other / quarterMs)) return true;
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/**
 * The rows of a stretch of messages, in their order. Rows of `previous` are used again where nothing about them
 * changed, so that a list of memoised rows renders only what is new.
 */
export function buildRows(
  messages: readonly Message[],
  context: RowContext,
  previous: readonly MessageRow[] = [],
): MessageRow[] {
  const known = new Map(previous.map((row) => [row.message.key, row]));
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const divider = message.key === context.dividerKey;
    const timed = !before || message.time - before.time >= pauseMs || !sameDay(before.time, message.time);
    const row: MessageRow = {
      message,
      own: message.senderId === context.selfId,
      first:
        timed ||
        divider ||
        before.senderId !== message.senderId ||
        Math.abs(message.time - before.time) >= groupingMs ||
        // The line of a shake stands apart from the bubbles.
        isShake(before.segments),
      timed,
      divider,
    };
    const old = known.get(message.key);
    return old && equalRows(old, row) ? old : row;
  });
}

function equalRows(one: MessageRow, other: MessageRow): boolean {
  return (
    one.message === other.message &&
    one.own === other.own &&
    one.first === other.first &&
    one.timed === other.timed &&
    one.divider === other.divider
  );
}

/** The first message of others after the read position; the divider stands above it. */
export function firstUnread(messages: readonly Message[], readOrder: number, selfId: PeerId): Message | undefined {
  return messages.find((message) => message.order > readOrder && message.senderId !== selfId);
}
