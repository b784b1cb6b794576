import { expect, test } from 'vitest';
import type { SignalMail } from './mailbox.ts';
import { createSignals } from './signals.ts';

function setUp() {
  const clock = { now: 1_000_000 };
  const told: (SignalMail & { readonly to: number })[] = [];
  const signals = createSignals(
    { areBuddies: (one, other) => one + other < 10 },
    { signal: (to, mail) => void told.push({ to, ...mail }) },
    () => clock.now,
  );
  return { clock, told, signals };
}

test('one shake in ten seconds and one typing notice in five, for each pair and direction', () => {
  const { clock, told, signals } = setUp();
  const times = (kind: SignalMail['kind'], ...at: number[]) =>
    at.map((ms) => {
      clock.now = 1_000_000 + ms;
      return signals.send(kind, 1, 2);
    });
  expect(times('shake', 0, 9_999, 10_000, 10_001)).toEqual(['accepted', 'too-soon', 'accepted', 'too-soon']);
  expect(times('typing', 10_001, 15_000, 15_001)).toEqual(['accepted', 'too-soon', 'accepted']);
  expect(signals.send('shake', 2, 1)).toBe('accepted');
  expect(signals.send('shake', 1, 3)).toBe('accepted');
  expect(told.map(({ kind, sender, to }) => `${kind} ${sender} ${to}`)).toEqual([
    ...['shake 1 2', 'shake 1 2', 'typing 1 2', 'typing 1 2', 'shake 2 1', 'shake 1 3'],
  ]);
  expect(new Set(told.map(({ number }) => number)).size).toBe(told.length);
});

test('only between buddies', () => {
  const { told, signals } = setUp();
  expect(signals.send('shake', 1, 9)).toBe('stranger');
  expect(signals.send('typing', 9, 1)).toBe('stranger');
  expect(told).toEqual([]);
});
