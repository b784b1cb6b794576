// @vitest-environment node
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkParts } from './links.ts';

const links = (text: string) => linkParts(text).flatMap((part) => (part.kind === 'link' ? [part] : []));

test('http, https and mailto addresses become links, the sentence around them stays', () => {
  expect(linkParts('see https://example.com/a?b=1#c, or mailto:lin@example.com.')).toEqual([
    { kind: 'plain', text: 'see ' },
    { kind: 'link', text: 'https://example.com/a?b=1#c', href: 'https://example.com/a?b=1#c', target: 'example.com' },
    { kind: 'plain', text: ', or ' },
    { kind: 'link', text: 'mailto:lin@example.com', href: 'mailto:lin@example.com', target: 'lin@example.com' },
    { kind: 'plain', text: '.' },
  ]);
});

test.each([
  ['请看https://example.com/路径。谢谢', 'https://example.com/路径'],
  ['（http://example.com）', 'http://example.com'],
  ['(https://example.com/wiki/QQ_(app))', 'https://example.com/wiki/QQ_(app)'],
  ['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
])('the address ends where the sentence goes on: %s', (text, address) => {
  expect(links(text).map((link) => link.text)).toEqual([address]);
});

test('the target is the real host', () => {
  expect(links('https://qq.com@evil.example/')[0]?.target).toBe('evil.example');
  // A Cyrillic letter that looks like a Latin one.
  expect(links('https://аpple.com')[0]?.target).toBe('xn--pple-43d.com');
  expect(links('http://example.com:8080/')[0]?.target).toBe('example.com:8080');
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'vbscript:x',
  'tencent://message/?uin=1',
  '<img src=x onerror=alert(1)>',
  'http://',
  'https:///',
  'mailto:',
  'mailto:nobody',
  'xhttps://example.com',
  'java\nscript:alert(1)',
  'http://[::1',
])('never a link: %s', (text) => {
  expect(links(text)).toEqual([]);
  expect(linkParts(text)).toEqual(text === '' ? [] : [{ kind: 'plain', text }]);
});

test('markup around an address stays text', () => {
  expect(linkParts('<a href="https://example.com">x</a>')).toEqual([
    { kind: 'plain', text: '<a href="' },
    { kind: 'link', text: 'https://example.com', href: 'https://example.com/', target: 'example.com' },
    { kind: 'plain', text: '">x</a>' },
  ]);
});

test('direction and invisible controls are never part of a link', () => {
  expect(links('https://example.com/\u202Efdp.exe')[0]?.text).toBe('https://example.com/');
  expect(links('https://exa\u200Bmple.com')[0]?.text).toBe('https://exa');
});

test('the parts always give the text back, and only known schemes come out', () => {
  const piece = fc.constantFrom(
    'http://',
    'https://',
    'mailto:',
    'javascript:',
    'a.b',
    '@',
    ')',
    '(',
    '。',
    ' ',
    '<',
    '"',
    '.',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 }))), (pieces) => {
      const text = pieces.join('');
      expect(
        linkParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
      for (const link of links(text)) expect(link.href).toMatch(/^(https?:\/\/[^/]|mailto:.+@)/u);
    }),
  );
});

test('a hostile text of a hundred thousand characters takes no time', () => {
  for (const tail of [')', '.', '](', '.)', 'http://', 'https://a.']) {
    const text = `http://example.com/${tail.repeat(100_000 / tail.length)}`;
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  }
});
