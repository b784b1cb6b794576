import { expect, test } from 'vitest';
import { parseSalt, saltEscapes } from './webqq-salt.ts';

test('the salt is the account number as eight escapes', () => {
  expect(saltEscapes('70001')).toBe('\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71');
  expect(parseSalt('\\x00\\x00\\x00\\x00\\x00\\x00\\x27\\x10')).toBe('10000');
  expect(parseSalt(saltEscapes('4000000001'))).toBe('4000000001');
  expect(parseSalt('\\x00')).toBeUndefined();
});

test('a salt that is no account number keeps all its bytes', () => {
  const random = '\\xfe\\xdc\\xba\\x98\\x76\\x54\\x32\\x10';
  expect(saltEscapes(parseSalt(random) ?? '')).toBe(random);
});
