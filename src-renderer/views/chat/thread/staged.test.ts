// @vitest-environment node
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { steps } from './staged.ts';

const list = (text: string) => Array.from(text);
const plan = (from: string, to: string) =>
  steps(list(from), list(to), (item) => item).map(({ items, shift, fresh }) => [items.join(''), shift, fresh]);

test('a change at one end is one step', () => {
  expect(plan('abc', 'abcd')).toEqual([['abcd', false, false]]);
  expect(plan('cd', 'abcd')).toEqual([['abcd', true, false]]);
  expect(plan('abcd', 'cd')).toEqual([['cd', true, false]]);
  expect(plan('abc', 'ac')).toEqual([['ac', false, false]]);
});

test('a change at both ends is two: the end first, then the start', () => {
  expect(plan('abcd', 'cdef')).toEqual([
    ['abcdef', false, false],
    ['cdef', true, false],
  ]);
  expect(plan('cdef', 'abcd')).toEqual([
    ['cd', false, false],
    ['abcd', true, false],
  ]);
});

test('a list that shares nothing starts anew', () => {
  expect(plan('abc', 'xyz')).toEqual([['xyz', false, true]]);
  expect(plan('', 'xyz')).toEqual([['xyz', false, false]]);
  expect(plan('bcd', 'cd')).toEqual([['cd', true, false]]);
});

test('the last step is always the wanted list, and a shifting step changes the start only', () => {
  const keys = fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(keys, keys, (from, to) => {
      const all = steps(from, to, String);
      expect(all.at(-1)?.items).toBe(to);
      let previous: readonly number[] = from;
      for (const step of all) {
        if (step.shift) expect(step.items.at(-1)).toBe(previous.at(-1));
        previous = step.items;
      }
    }),
  );
});
