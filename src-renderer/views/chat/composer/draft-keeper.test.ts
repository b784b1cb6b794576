// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft } from '#shared/model.ts';
import { createDraftKeeper } from './draft-keeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const draft = (text: string): Draft => ({ segments: [{ kind: 'text', text }] });

function keeper(kept?: Draft) {
  const saved: (string | null)[] = [];
  const world = { text: '', broken: false };
  const keeping = createDraftKeeper({
    read: () => draft(world.text).segments,
    save: async (next) => {
      if (world.broken) throw new Error('offline');
      const [part] = next?.segments ?? [];
      saved.push(part?.kind === 'text' ? part.text : null);
    },
    kept,
  });
  const type = (text: string) => {
    world.text = text;
    keeping.touched();
  };
  return { saved, world, type, ...keeping };
}

test('a draft is kept 300 ms after the last change', () => {
  const { saved, type } = keeper();
  type('a');
  vi.advanceTimersByTime(299);
  type('ab');
  vi.advanceTimersByTime(299);
  expect(saved).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(saved).toEqual(['ab']);
});

test('on blur and on closing it is kept at once, and not twice', async () => {
  const { saved, type, flush } = keeper();
  type('a');
  await flush();
  await flush();
  vi.advanceTimersByTime(1_000);
  expect(saved).toEqual(['a']);
});

test('what is kept already is not written again', () => {
  const { saved, type } = keeper(draft('old'));
  type('old');
  vi.advanceTimersByTime(1_000);
  expect(saved).toEqual([]);
});

test('an emptied or blank editor erases the draft', () => {
  const { saved, type } = keeper(draft('old'));
  type(' \n ');
  vi.advanceTimersByTime(1_000);
  expect(saved).toEqual([null]);
});

test('nothing is kept during a composition', () => {
  const { saved, type, hold, release } = keeper();
  type('a');
  hold();
  type('ani');
  vi.advanceTimersByTime(5_000);
  expect(saved).toEqual([]);
  type('a你');
  release();
  vi.advanceTimersByTime(300);
  expect(saved).toEqual(['a你']);
});

test('a draft that could not be kept is tried again', async () => {
  const { saved, world, type, flush } = keeper();
  world.broken = true;
  type('a');
  await flush();
  world.broken = false;
  await flush();
  expect(saved).toEqual(['a']);
});
