import { expect, test } from 'vitest';
import { listHashP, parseSalt, passwordKey, passwordV2, passwordV2FromKey, saltEscapes } from './webqq-crypto.ts';

// The tables of webqq.md 3.1 and 3.3.
const k1 = '0123456789abcdef'.repeat(4);
const k2 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

test.each([
  ['1234567890', '1421032531', '!ABC', '3B52DF65889DB219E6FD2AA5A99C4FB8'],
  ['p@ss word', '10001', 'abcd', '330C87EEB6BCA44616DC36A8B3E055A5'],
  ['密码', '4000000001', '!Xy9', 'F33A087BF078A5EC6519FE838EFB245E'],
])('password scheme v2 of %s', (password, account, code, expected) => {
  expect(passwordV2(password, account, code)).toBe(expected);
  expect(passwordV2FromKey(passwordKey(password, account), code.toLowerCase())).toBe(expected);
});

test.each([
  ['10001', k1, '004500430068005A'],
  ['10001', k2, '5645094356680F5A'],
  ['1421032531', k1, '001100F000730018'],
  ['1421032531', k2, '561109F056730F18'],
  ['4000000001', k1, '00AB00280067004A'],
  ['4000000001', k2, '56AB092856670F4A'],
  ['10001', '', '004500430068005A'],
])('list hash P of %s', (account, ptwebqq, expected) => {
  expect(listHashP(account, ptwebqq)).toBe(expected);
});

test('the salt is the account number as eight escapes', () => {
  expect(saltEscapes('70001')).toBe('\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71');
  expect(parseSalt('\\x00\\x00\\x00\\x00\\x00\\x00\\x27\\x10')).toBe('10000');
  expect(parseSalt(saltEscapes('4000000001'))).toBe('4000000001');
  expect(parseSalt('\\x00')).toBeUndefined();
});
