import { expect, test } from 'vitest';
import { clientType, parseClientType, parseStatus, statusCode } from './webqq-status.ts';

test.each([
  ['online', 10],
  ['offline', 20],
  ['away', 30],
  ['hidden', 40],
  ['busy', 50],
  ['callme', 60],
  ['silent', 70],
] as const)('%s is %i', (word, code) => {
  expect(statusCode(word)).toBe(code);
  expect([parseStatus(word), parseStatus(code), parseStatus(String(code))]).toEqual([word, word, word]);
});

test('odd statuses', () => {
  expect(parseStatus('slient')).toBe('silent');
  expect([parseStatus('x'), parseStatus(99), parseStatus(null), parseStatus({})]).toEqual(Array(4).fill(undefined));
});

test('client types', () => {
  expect([1, 10000, 21, 24, 41, 42, 77, '22', undefined].map(parseClientType)).toEqual([
    'computer',
    'computer',
    'phone',
    'phone',
    'web',
    'pad',
    'computer',
    'phone',
    'computer',
  ]);
  expect((['computer', 'phone', 'web', 'pad'] as const).map((kind) => parseClientType(clientType(kind)))).toEqual([
    'computer',
    'phone',
    'web',
    'pad',
  ]);
});
