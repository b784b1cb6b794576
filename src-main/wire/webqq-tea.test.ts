import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encryptTeaBlock, openQtea, sealQtea } from './webqq-tea.ts';

const key = Uint8Array.from({ length: 16 }, (_none, index) => index);

test('one block, as webqq.md 3.1 writes it', () => {
  expect(Buffer.from(encryptTeaBlock(new Uint8Array(8), key)).toString('hex')).toBe('092679681d519fb2');
});

test('whatever is sealed opens with its key alone', () => {
  const bytes = fc.uint8Array({ maxLength: 100 });
  fc.assert(
    fc.property(bytes, fc.uint8Array({ minLength: 16, maxLength: 16 }), (data, drawn) => {
      const sealed = sealQtea(data, drawn);
      expect(sealed.length % 8).toBe(0);
      expect(Buffer.from(openQtea(sealed, drawn) ?? [255]).equals(Buffer.from(data))).toBe(true);
      expect(openQtea(sealed, drawn.with(0, (drawn[0] ?? 0) ^ 1))).toBeUndefined();
    }),
  );
});

test('what is no message opens to nothing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => openQtea(noise, key) === undefined));
  expect(openQtea(sealQtea(new Uint8Array(9).fill(1), key).subarray(0, 16), key)).toBeUndefined();
});
