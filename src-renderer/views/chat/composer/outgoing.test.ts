// @vitest-environment node
import { expect, test } from 'vitest';
import type { Capabilities, Segment } from '#shared/model.ts';
import { outgoing } from './outgoing.ts';

const can: Capabilities = {
  asks: ['sendMessage'],
  sends: ['text', 'face'],
  statuses: [],
  fonts: true,
  maxTextBytes: 12,
  safeResend: true,
};
const text = (value: string): Segment => ({ kind: 'text', text: value });

test('blank messages are not sent', () => {
  expect(outgoing([], can)).toEqual({ kind: 'blank' });
  expect(outgoing([text(' \n\u200B ')], can)).toEqual({ kind: 'blank' });
  expect(outgoing([{ kind: 'face', id: 14 }], can).kind).toBe('ready');
});

test('the length counts in bytes of UTF-8', () => {
  expect(outgoing([text('四个汉字')], can).kind).toBe('ready');
  expect(outgoing([text('四个汉字!')], can)).toEqual({ kind: 'too-long', over: 1 });
  expect(
    outgoing(
      Array.from({ length: 2_001 }, (_, id) => ({ kind: 'face', id })),
      can,
    ),
  ).toEqual({ kind: 'too-long' });
});
