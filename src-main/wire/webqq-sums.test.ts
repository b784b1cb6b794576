import { expect, test } from 'vitest';
import { gtk, hash33, time33 } from './webqq-sums.ts';

// The table of webqq.md 3.2.
test.each([
  ['', 0, 5381, 0],
  ['a', 97, 177670, 97],
  ['qrsig', 138234694, 272386923, 138234694],
  ['hJ9GvNx*oIvLjP5I', 225609642, 1262356143, 225609642],
  ['@abcdefghi', 1281708749, 34812434, 1281708749],
  [`0*abcDEF-_${'1234567890'.repeat(5)}123456`, 470704465, 85422998, 2618188113],
])('sums of %s', (text, expected33, expectedGtk, expectedTime33) => {
  expect([hash33(text), gtk(text), time33(text)]).toEqual([expected33, expectedGtk, expectedTime33]);
});
