// @vitest-environment node
import { expect, test } from 'vitest';
import { face, faceName, facePalette } from './faces.ts';

test('the palette keeps the order of the service and draws every face', () => {
  expect(facePalette.slice(0, 3).map(({ id }) => id)).toEqual([14, 1, 2]);
  expect(facePalette).toHaveLength(140);
  expect(new Set(facePalette.map(({ id }) => id)).size).toBe(facePalette.length);
  for (const each of facePalette) {
    expect(each.zh).not.toBe('');
    expect(each.en).not.toBe('');
    expect(each.emoji).toMatch(/\p{Extended_Pictographic}/u);
  }
});

test('no two faces share a drawing', () => {
  const drawings = facePalette.map(({ emoji }) => emoji);
  expect(drawings.filter((emoji, index) => drawings.indexOf(emoji) !== index)).toEqual([]);
});

test('names are written in brackets, unknown codes by number', () => {
  expect(faceName(14, 'zh')).toBe('[微笑]');
  expect(faceName(14, 'en')).toBe('[Smile]');
  expect(faceName(102, 'en')).toBe('[Bah! L]');
  expect(faceName(15, 'zh')).toBe('[表情15]');
  expect(faceName(15, 'en')).toBe('[face 15]');
  expect(face(15)).toBeUndefined();
});
