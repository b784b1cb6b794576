import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRequest, writeRequest } from './webqq-form.ts';

const r = { to: 3155462211, content: '["a+b & 100%41 = 你好 😀"]', clientid: '41337219' };

test('a form body with plain fields behind the envelope', () => {
  const read = readRequest('', writeRequest(r, { clientid: '41337219', psessionid: '8368' }));
  expect(read.r).toEqual(r);
  expect(read.fields).toMatchObject({ clientid: '41337219', psessionid: '8368' });
});

test('the envelope in the query', () => {
  expect(readRequest(writeRequest(r), '').r).toEqual(r);
});

test('a body that is not percent-encoded, with and without fields behind it', () => {
  expect(readRequest('', `r=${JSON.stringify(r)}`).r).toEqual(r);
  const read = readRequest('t=1', `r=${JSON.stringify(r)}&clientid=5&psessionid=null`);
  expect(read.r).toEqual(r);
  expect(read.fields).toMatchObject({ clientid: '5', psessionid: 'null', t: '1' });
});

test('a blank may be written as a plus sign', () => {
  expect(readRequest('', 'r=%7B%22nlk%22%3A%22a+b%22%7D').r).toEqual({ nlk: 'a b' });
});

test.each(['', 'r=', 'r=null', 'r={"a"', 'r=%7B%22mname%22%2C%22x%22%7D', 'r=%E4%ZZ', '&&&='])(
  'no envelope: %s',
  (body) => {
    expect(readRequest('', body).r).toBeUndefined();
  },
);

test('what is written is read back', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()),
      fc.string({ unit: 'grapheme' }),
      (values, text) => {
        const envelope = JSON.parse(JSON.stringify({ ...values, text }));
        const read = readRequest('', writeRequest(envelope, { clientid: text }));
        expect(read.r).toEqual(envelope);
        expect(read.fields.clientid).toBe(text);
      },
    ),
  );
});

test('nothing makes the reader throw', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (query, body) => readRequest(query, body) !== undefined));
});
