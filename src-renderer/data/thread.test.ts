// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '#shared/model.ts';
import { aMessage } from '../testing/world.ts';
import type { Thread } from './center.ts';
import { threadLimit } from './center.ts';
import { refreshed, withMessage, withNewer, withOlder, withoutMessage } from './thread.ts';

const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, at) => aMessage(from + at));
const thread = (from: number, to: number, change: Partial<Thread> = {}): Thread => ({
  messages: range(from, to),
  hasOlder: false,
  hasNewer: false,
  following: true,
  ...change,
});
const orders = ({ messages }: Thread) => messages.map(({ order }) => order);
const ends = (each: Thread) => [each.messages[0]?.order, each.messages.at(-1)?.order, each.messages.length];

test('messages are in order and once each, however they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 700 })), fc.boolean(), (arriving, following) => {
      const end = arriving.reduce((now, order) => withMessage(now, aMessage(order)), thread(100, 110, { following }));
      const found = orders(end);
      expect(found).toEqual([...new Set(found)].sort((one, other) => one - other));
      expect(found.length).toBeLessThanOrEqual(threadLimit);
    }),
  );
});

test('a message that changes keeps its place, one that gets another order moves', () => {
  const sent = withMessage(thread(1, 3), aMessage(2, { state: 'sent' }));
  expect(sent.messages[1]?.state).toBe('sent');
  const moved = withMessage(sent, { ...aMessage(2), order: 9 });
  expect(moved.messages.map(({ key }) => key)).toEqual(['key 1', 'key 3', 'key 2']);
});

test('a full thread drops its oldest messages while the reader is at the end', () => {
  const next = withMessage(thread(1, threadLimit), aMessage(threadLimit + 1));
  expect(ends(next)).toEqual([2, threadLimit + 1, threadLimit]);
  expect(next.hasOlder).toBe(true);
});

test('a full thread takes nothing more while the reader is further up', () => {
  const reading = thread(1, threadLimit, { following: false });
  const next = withMessage(reading, aMessage(threadLimit + 1));
  expect(ends(next)).toEqual([1, threadLimit, threadLimit]);
  expect(next.hasNewer).toBe(true);
});

test('messages beyond the loaded stretch are left to paging', () => {
  const middle = thread(10, 20, { hasOlder: true, hasNewer: true });
  expect(withMessage(middle, aMessage(21))).toBe(middle);
  expect(withMessage(middle, aMessage(9))).toBe(middle);
  expect(orders(withMessage(thread(10, 12), aMessage(9)))).toEqual([9, 10, 11, 12]);
});

test('pages join at both ends and push out the far one', () => {
  const older = withOlder(thread(100, 380, { hasOlder: true }), {
    messages: range(40, 99),
    hasOlder: true,
    hasNewer: true,
  });
  expect(ends(older)).toEqual([40, 339, threadLimit]);
  expect(older).toMatchObject({ hasOlder: true, hasNewer: true });
  const newer = withNewer(older, { messages: range(340, 380), hasOlder: true, hasNewer: false });
  expect(ends(newer)).toEqual([81, 380, threadLimit]);
  expect(newer).toMatchObject({ hasOlder: true, hasNewer: false });
  const first = withOlder(thread(3, 5, { hasOlder: true }), { messages: range(1, 3), hasOlder: false, hasNewer: true });
  expect(orders(first)).toEqual([1, 2, 3, 4, 5]);
  expect(first.hasOlder).toBe(false);
});

test('a message is removed by its key', () => {
  expect(orders(withoutMessage(thread(1, 3), aMessage(2).key))).toEqual([1, 3]);
  const same = thread(1, 3);
  expect(withoutMessage(same, aMessage(9).key)).toBe(same);
});

test('after an interruption the fresh page wins, and the rest stays where it touches', () => {
  const before = thread(1, 50, { hasOlder: true, hasNewer: true });
  const next = refreshed(before, {
    messages: [...range(40, 48), aMessage(49, { state: 'sent' }), ...range(51, 60)],
    hasOlder: true,
    hasNewer: false,
  });
  expect(ends(next)).toEqual([1, 60, 59]);
  expect(next.messages.find(({ order }) => order === 49)?.state).toBe('sent');
  expect(orders(next)).not.toContain(50);
  expect(next).toMatchObject({ hasOlder: true, hasNewer: false });
});

test('after an interruption a page that does not touch replaces everything', () => {
  const next = refreshed(thread(1, 20, { following: false }), {
    messages: range(500, 510),
    hasOlder: true,
    hasNewer: false,
  });
  expect(ends(next)).toEqual([500, 510, 11]);
  expect(next.following).toBe(false);
});

test('after an interruption nothing is known beyond the fresh page', () => {
  const next = refreshed(thread(10, 50), { messages: range(10, 20), hasOlder: false, hasNewer: true });
  expect(ends(next)).toEqual([10, 50, 41]);
  expect(next).toMatchObject({ hasOlder: false, hasNewer: true });
});
