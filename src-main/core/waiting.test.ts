import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { abortable, settled, untilNext, withDeadline } from './waiting.ts';

const never = new Promise<never>(() => undefined);
const { signal } = new AbortController();

test('Work that takes too long fails with timeout and is told to stop', async () => {
  let told: AbortSignal | undefined;
  const late = withDeadline(1, signal, (end) => {
    told = end;
    return never;
  });
  await expect(late).rejects.toMatchObject({ code: 'timeout' });
  expect(told?.aborted).toBe(true);
});

test('Work in time keeps its result and its failure', async () => {
  expect(await withDeadline(60_000, signal, async () => 5)).toBe(5);
  await expect(withDeadline(60_000, signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('An abort ends both kinds of waiting at once', async () => {
  const control = new AbortController();
  const waits = [abortable(never, control.signal), withDeadline(60_000, control.signal, () => never)];
  control.abort();
  for (const wait of waits) await expect(wait).rejects.toMatchObject({ code: 'cancelled' });
});

test('Waiting for an end has an end, and does not care how the work ended', async () => {
  await settled(never, 1);
  await settled(Promise.reject(new Error('no')), 60_000);
});

test('A wait is as long as the service demands, within reason', () => {
  expect(untilNext(new AppError('refused'), 5)).toBe(5);
  expect(untilNext(new AppError('rate-limited', { retryAfterMs: 1_000 }), 5)).toBe(1_000);
  expect(untilNext(new AppError('rate-limited', { retryAfterMs: 1e15 }), 5)).toBe(600_000);
});
