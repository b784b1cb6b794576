import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Font, Segment } from '#shared/model.ts';
import { mergeTexts } from '#shared/segments.ts';
import { decodeContent, encodeContent, encodeDelivered } from './webqq-content.ts';

const received = [['font', { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' }], '在吗 ', ['face', 14], ' '];

test('a delivered message: font first, texts and faces', () => {
  expect(decodeContent(received)).toEqual({
    segments: [
      { kind: 'text', text: '在吗 ' },
      { kind: 'face', id: 14 },
      { kind: 'text', text: ' ' },
    ],
  });
});

test('a sent message: JSON inside a string, font last, size in digits', () => {
  const sent = '["你好",["face",14],"\\n",["font",{"name":"黑体","size":"12","style":[1,0,1],"color":"FF0000"}]]';
  expect(decodeContent(sent)).toEqual({
    segments: [
      { kind: 'text', text: '你好' },
      { kind: 'face', id: 14 },
      { kind: 'text', text: '\n' },
    ],
    font: { name: '黑体', size: 12, color: 'ff0000', bold: true, italic: false, underline: true },
  });
});

test('only the six entities are decoded, once, and not at all on request', () => {
  const content = ['&lt;b&gt; &amp;lt; &quot;&#39;&nbsp;&eacute;'];
  expect(decodeContent(content).segments).toEqual([{ kind: 'text', text: '<b> &lt; "\' &eacute;' }]);
  expect(decodeContent(content, { entities: false }).segments).toEqual([{ kind: 'text', text: content[0] }]);
});

test('pictures and other parts are kept as unknown', () => {
  const part = ['offpic', { success: 1, file_path: '/b1f3' }];
  expect(decodeContent([part, ['face', 'x'], null, {}])).toEqual({
    segments: [
      { kind: 'unknown', label: 'offpic', raw: JSON.stringify(part) },
      { kind: 'unknown', label: 'face', raw: '["face","x"]' },
      { kind: 'unknown', label: 'object', raw: 'null' },
      { kind: 'unknown', label: 'object', raw: '{}' },
    ],
  });
});

test('a message of faces only gets a string, the font is last', () => {
  expect(encodeContent([{ kind: 'face', id: 5 }])).toEqual([
    ['face', 5],
    '',
    ['font', { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' }],
  ]);
});

test.each([undefined, null, '', 5, {}, 'plain words'])('odd content does not throw: %s', (content) => {
  const text = typeof content === 'string' && content !== '' ? [{ kind: 'text', text: content }] : [];
  expect(decodeContent(content).segments).toEqual(text);
});

const segment: fc.Arbitrary<Segment> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'binary' }) }),
  fc.record({ kind: fc.constant('face' as const), id: fc.integer({ min: 0, max: 65_535 }) }),
);
const font: fc.Arbitrary<Font> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 20 }),
  size: fc.integer({ min: 6, max: 72 }),
  color: fc.integer({ min: 1, max: 0xffffff }).map((color) => color.toString(16).padStart(6, '0')),
  bold: fc.boolean(),
  italic: fc.boolean(),
  underline: fc.boolean(),
});

test('what is written is read back, through both JSON layers', () => {
  fc.assert(
    fc.property(fc.array(segment), fc.option(font, { nil: undefined }), (segments, chosen) => {
      const expected = { segments: mergeTexts(segments), ...(chosen ? { font: chosen } : {}) };
      const written = JSON.stringify(encodeContent(segments, chosen));
      expect(decodeContent(written, { entities: false })).toEqual(expected);
      const delivered = JSON.parse(JSON.stringify(encodeDelivered(segments, chosen)));
      expect(decodeContent(delivered, { entities: false })).toEqual(expected);
    }),
  );
});

test('nothing makes the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string()), (content) => {
      expect(Array.isArray(decodeContent(content).segments)).toBe(true);
    }),
  );
});
