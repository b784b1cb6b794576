// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReadTracker } from './read-tracker.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function tracker() {
  const reports: number[] = [];
  return { reports, ...createReadTracker((order) => reports.push(order)) };
}

test('a message counts as read after half a second on screen', () => {
  const { reports, see } = tracker();
  see(5);
  vi.advanceTimersByTime(499);
  expect(reports).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(reports).toEqual([5]);
});

test('a window that loses the focus reads nothing', () => {
  const { reports, see } = tracker();
  see(5);
  vi.advanceTimersByTime(400);
  see(undefined);
  vi.advanceTimersByTime(5_000);
  expect(reports).toEqual([]);
  see(5);
  vi.advanceTimersByTime(499);
  expect(reports).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(reports).toEqual([5]);
});

test('a steady stream is read while it flows', () => {
  const { reports, see } = tracker();
  for (let order = 1; order <= 20; order += 1) {
    see(order);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(1_000);
  expect(reports.length).toBeGreaterThan(2);
  expect(reports.at(-1)).toBe(20);
  expect(reports).toEqual([...reports].sort((one, other) => one - other));
});

test('what was only scrolled past is not read', () => {
  const { reports, see } = tracker();
  see(3);
  see(40);
  see(3);
  vi.advanceTimersByTime(500);
  expect(reports).toEqual([3]);
});

test('a position is reported once', () => {
  const { reports, see, stop } = tracker();
  see(5);
  vi.advanceTimersByTime(1_000);
  see(4);
  see(5);
  vi.advanceTimersByTime(1_000);
  see(6);
  stop();
  vi.advanceTimersByTime(1_000);
  expect(reports).toEqual([5]);
});
