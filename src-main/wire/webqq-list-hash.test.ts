import { expect, test } from 'vitest';
import { listHashes } from './webqq-list-hash.ts';

// The tables of webqq.md 3.3.
const k1 = '0123456789abcdef'.repeat(4);
const k2 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

test.each([
  ['10001', k1, '004500430068005A', 'CDCCCBCA', 'DB0F6AA0'],
  ['10001', k2, '5645094356680F5A', 'C7C99BCF', 'DDEE3598'],
  ['1421032531', k1, '001100F000730018', 'FBF7FBF3', '2F567F58'],
  ['1421032531', k2, '561109F056730F18', 'ADF1A7AF', '31894A76'],
  ['4000000001', k1, '00AB00280067004A', 'FEFCFEF0', 'C92E6BC0'],
  ['4000000001', k2, '56AB092856670F4A', 'ABF7F6F6', 'CB813694'],
])('list hashes P, N and Q of %s over %s', (account, ptwebqq, p, n, q) => {
  expect(listHashes.P(account, ptwebqq)).toBe(p);
  expect(listHashes.N(account, ptwebqq)).toBe(n);
  expect(listHashes.Q(account, ptwebqq)).toBe(q);
});

test.each([
  [
    '10001',
    '0856080655010801080905530754070409510257545151005204055154010005510353570456015303520052090302535400045406530004520056010151000841504343475E4354105543435F42',
  ],
  [
    '1421032531',
    '08520A0754030A040B090557055506060B540157545553015306075457010001530252550653025303560253080100565700045004520106500555010155020940524146445E4350125442415D47',
  ],
  [
    '4000000001',
    '0D56080654000801080900530754060509510257515151005305055154010505510352560456015306520052080202535400015406530105520056010451000840514343475E4654105542425F42',
  ],
])('list hash O of %s', (account, expected) => {
  expect(listHashes.O(account, k2)).toBe(expected);
});

test('a lost ticket leaves something to send', () => {
  expect(listHashes.P('10001', '')).toBe('004500430068005A');
  expect(listHashes.O('10001', '')).toHaveLength(28);
  expect(listHashes.N('10001', '')).toBe('FFFFFFFF');
  expect(listHashes.Q('10001', '')).toBe('00002711');
});

test('N near the end of the ticket takes characters as the original did', () => {
  // The digits lead to position 63 of 64: the word is its last character, two zeros, and the first one.
  const word = (0x38000039 ^ 0xffffffff) >>> 0;
  const before = '9999999'.split('').reduce((all, _digit, index) => {
    const start = 9 * (index + 1);
    return start + 4 > k2.length ? all : all ^ Buffer.from(k2).readUInt32BE(start);
  }, 0);
  expect(listHashes.N('9999999', k2)).toBe(((word ^ before) >>> 0).toString(16).toUpperCase().padStart(8, '0'));
});
