// @vitest-environment node
import { expect, test } from 'vitest';
import { asPeerId } from '#shared/ids.ts';
import type { Message } from '#shared/model.ts';
import { aMessage } from '../../../testing/world.ts';
import { buildRows, firstUnread, sameDay } from './rows.ts';

const [self, lin, wei] = [asPeerId('10001'), asPeerId('10002'), asPeerId('10003')];
const noon = new Date(2026, 2, 12, 12).getTime();
const message = (order: number, more: Partial<Message> = {}) =>
  aMessage(order, { time: noon + order * 1_000, ...more });

const context = { selfId: self, dividerKey: undefined };
const minute = 60_000;

test('messages of one sender within three minutes share one header', () => {
  const rows = buildRows(
    [
      message(1),
      message(2, { time: noon + minute }),
      message(3, { time: noon + minute, senderId: wei }),
      message(4, { time: noon + 4 * minute, senderId: wei }),
      message(5, { time: noon + 5 * minute, senderId: self }),
    ],
    context,
  );
  expect(rows.map(({ first }) => first)).toEqual([true, false, true, true, true]);
  expect(rows.map(({ own }) => own)).toEqual([false, false, false, false, true]);
});

test('behind a shake a new run starts', () => {
  const rows = buildRows([message(1), message(2, { segments: [{ kind: 'shake' }] }), message(3), message(4)], context);
  expect(rows.map(({ first }) => first)).toEqual([true, false, true, false]);
});

test('a pause of five minutes and a new date get a time line, and so does the first row', () => {
  const midnight = new Date(2026, 2, 13).getTime();
  const rows = buildRows(
    [
      message(1, { time: noon }),
      message(2, { time: noon + 5 * minute - 1 }),
      message(3, { time: noon + 10 * minute - 1 }),
      message(4, { time: midnight - 1_000 }),
      message(5, { time: midnight + 1_000 }),
    ],
    context,
  );
  expect(rows.map(({ timed }) => timed)).toEqual([true, false, true, true, true]);
  expect(rows.every((row) => !row.timed || row.first)).toBe(true);
  expect(sameDay(midnight - 1, midnight)).toBe(false);
});

test('the divider is one, and the row under it has a header', () => {
  const messages = [message(1), message(2), message(3), message(4)];
  const unread = firstUnread(messages, 2, self);
  const rows = buildRows(messages, { ...context, dividerKey: unread?.key });
  expect(rows.map(({ divider }) => divider)).toEqual([false, false, true, false]);
  expect(rows[2]?.first).toBe(true);
});

test('own messages are never unread', () => {
  expect(firstUnread([message(1), message(2, { senderId: self }), message(3)], 1, self)?.order).toBe(3);
  expect(firstUnread([message(1), message(2, { senderId: self })], 1, self)).toBeUndefined();
});

test('unchanged rows stay the same objects', () => {
  const messages = [message(1), message(2), message(3)];
  const before = buildRows(messages, context);
  const changed = message(2, { segments: [{ kind: 'text', text: 'edited' }] });
  const after = buildRows([...messages.with(1, changed), message(4)], context, before);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  expect(after[2]).toBe(before[2]);
  // What was dropped in front takes the time line of its follower along, and nothing else changes.
  const dropped = buildRows(messages.slice(1), context, before);
  expect(dropped[0]).toMatchObject({ timed: true, first: true });
  expect(dropped[1]).toBe(before[2]);
});

test('a thousand messages are laid out in no time', () => {
  const messages = Array.from({ length: 1_000 }, (_, index) => message(index, { senderId: index % 3 ? lin : wei }));
  const first = buildRows(messages, context);
  expect(buildRows(messages, context, first)).toEqual(first);
});
