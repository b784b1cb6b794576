import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { heldOrder, useHeldOrder } from './held-order.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a free list takes the new order at once', () => {
  expect(heldOrder(['a', 'b'], ['b', 'a'], false)).toEqual({ rows: ['b', 'a'], waiting: false });
});

test('a held list keeps places, appends what is new and drops what is gone', () => {
  expect(heldOrder(['a', 'b', 'c'], ['d', 'c', 'a'], true)).toEqual({ rows: ['a', 'c', 'd'], waiting: true });
  expect(heldOrder(['a', 'b'], ['a', 'b'], true).waiting).toBe(false);
});

test('the new order comes when the pointer leaves', () => {
  const { result, rerender } = renderHook(({ rows, held }) => useHeldOrder(rows, held), {
    initialProps: { rows: ['a', 'b'], held: true },
  });
  rerender({ rows: ['b', 'a'], held: true });
  expect(result.current).toEqual(['a', 'b']);
  rerender({ rows: ['b', 'a'], held: false });
  expect(result.current).toEqual(['b', 'a']);
});

test('the new order comes after five seconds at the latest', () => {
  vi.useFakeTimers();
  const { result, rerender } = renderHook(({ rows }) => useHeldOrder(rows, true), {
    initialProps: { rows: ['a', 'b'] },
  });
  rerender({ rows: ['b', 'a'] });
  act(() => vi.advanceTimersByTime(4_999));
  expect(result.current).toEqual(['a', 'b']);
  act(() => vi.advanceTimersByTime(1));
  expect(result.current).toEqual(['b', 'a']);
});
