import { expect, test } from 'vitest';
import { cascade, clamp, createBoundsMemory } from './window-bounds.ts';

const area = { x: 0, y: 30, width: 1280, height: 770 };
const size = { width: 620, height: 560 };

test('a window on a display that is gone comes back into sight', () => {
  expect(clamp({ x: 3000, y: -400, ...size }, area)).toEqual({ x: 660, y: 30, ...size });
  expect(clamp({ x: -50, y: 900, ...size }, area)).toEqual({ x: 0, y: 240, ...size });
  expect(clamp({ x: 100, y: 100, ...size }, area)).toEqual({ x: 100, y: 100, ...size });
});

test('a window that is larger than the display shrinks', () => {
  expect(clamp({ x: 10, y: 10, width: 4000, height: 4000 }, area)).toEqual(area);
});

test('new windows step aside by 24 pixels until their corner is free', () => {
  const first = { x: 100, y: 100, ...size };
  const second = { x: 124, y: 124, ...size };
  expect(cascade(first, [])).toEqual(first);
  expect(cascade(first, [first, second])).toEqual({ x: 148, y: 148, ...size });
});

test('bounds are kept by name, at most 200 of them, and nonsense in the file is ignored', () => {
  const file = new Map<string, unknown>([['windows', { panel: 'broken' }]]);
  const settings = { get: (key: string) => file.get(key), set: (key: string, value: unknown) => file.set(key, value) };
  const memory = createBoundsMemory(settings);
  expect(memory.recall('panel')).toBeUndefined();
  for (let number = 0; number < 300; number += 1)
    memory.remember({ x: number, y: 0, ...size }, `chat ${number}`, 'kind');
  const again = createBoundsMemory(settings);
  expect(again.recall('chat 0', 'kind')).toEqual({ x: 299, y: 0, ...size });
  expect(again.recall('chat 298')).toEqual({ x: 298, y: 0, ...size });
  expect(Object.keys(file.get('windows') as object)).toHaveLength(200);
});
