// @vitest-environment node
import { expect, test } from 'vitest';
import type { Segment } from '#shared/model.ts';
import { foldCharacters, folded, foldLines, onlyFaces } from './body.ts';

const text = (value: string): Segment => ({ kind: 'text', text: value });
const face = (id: number): Segment => ({ kind: 'face', id });

test('forty lines and four thousand characters are shown whole', () => {
  expect(folded([text(Array.from({ length: foldLines }, () => 'x').join('\n'))])).toBeUndefined();
  expect(folded([text('x'.repeat(foldCharacters))])).toBeUndefined();
});

test('a longer message is cut at the limit, across segments', () => {
  const lines = Array.from({ length: foldLines + 5 }, (_, index) => `line ${index + 1}`);
  expect(folded([text(lines.join('\n'))])).toEqual([text(lines.slice(0, foldLines).join('\n'))]);
  expect(folded([text('x'.repeat(3_999)), face(14), text('yz')])).toEqual([
    text('x'.repeat(3_999)),
    face(14),
    text(''),
  ]);
});

test('a cut never splits a character', () => {
  expect(folded([text('x'.repeat(3_999) + '😀'.repeat(2))])).toEqual([text('x'.repeat(3_999))]);
});

test('one to three faces alone are drawn large', () => {
  expect(onlyFaces([face(1)])).toBe(true);
  expect(onlyFaces([face(1), text(' '), face(2), face(3)])).toBe(true);
  expect(onlyFaces([face(1), face(2), face(3), face(4)])).toBe(false);
  expect(onlyFaces([face(1), text('hi')])).toBe(false);
  expect(onlyFaces([text(' ')])).toBe(false);
});
