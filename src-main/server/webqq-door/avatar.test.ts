import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawAvatar } from './avatar.ts';

test('a drawn avatar is a sound PNG, the same for the same name', () => {
  const picture = Buffer.from(drawAvatar('person 70001'));
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([96, 96]);
  const start = picture.indexOf('IDAT') + 4;
  const pixels = inflateSync(picture.subarray(start, start + picture.readUInt32BE(start - 8)));
  expect(pixels).toHaveLength(96 * 97);
  expect(Buffer.from(drawAvatar('person 70001'))).toEqual(picture);
  expect(Buffer.from(drawAvatar('person 70002'))).not.toEqual(picture);
});
