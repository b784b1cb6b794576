// @vitest-environment node
import { expect, test } from 'vitest';
import { contrast, inkOf, luminance } from './ink.ts';

const font = { name: '宋体', size: 10, color: '000000', bold: false, italic: false, underline: false };
const parts = (color: string | undefined) =>
  [1, 3, 5].map((at) => Number.parseInt((color ?? '#808080').slice(at, at + 2), 16));

test('the usual font changes nothing', () => {
  expect(inkOf(font)).toEqual({ scale: 1, bold: false, italic: false, underline: false });
});

test.each(['ffffff', 'ffff00', 'ff0000', '0000ff', '00ff00', '808080', '000001'])(
  'the colour %s stays readable on every bubble of both themes',
  (color) => {
    const ink = inkOf({ ...font, color });
    for (const bubble of ['#ffffff', '#d6eafb']) {
      expect(contrast(luminance(parts(ink.light)), luminance(parts(bubble)))).toBeGreaterThanOrEqual(4.5);
    }
    for (const bubble of ['#262e36', '#1f4468']) {
      expect(contrast(luminance(parts(ink.dark)), luminance(parts(bubble)))).toBeGreaterThanOrEqual(4.5);
    }
  },
);

test('a readable colour is kept as it is, and sizes stay within reason', () => {
  expect(inkOf({ ...font, color: '8b0000' }).light).toBe('#8b0000');
  expect(inkOf({ ...font, size: 72 }).scale).toBe(1.8);
  expect(inkOf({ ...font, size: 6 }).scale).toBe(0.9);
});
