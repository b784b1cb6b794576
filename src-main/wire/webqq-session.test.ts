import { expect, test } from 'vitest';
import { composeSession, parseSession } from './webqq-session.ts';

/** As if it had travelled. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('the session of webqq.md 4.5, with and without features', () => {
  const result = {
    uin: 70001,
    cip: 2013211875,
    index: 1075,
    port: 43415,
    status: 'online',
    vfwebqq: '5be0',
    psessionid: '8368',
  };
  const session = parseSession(result);
  expect(session).toEqual({
    uin: '70001',
    status: 'online',
    vfwebqq: '5be0',
    psessionid: '8368',
    index: 1075,
    port: 43415,
    features: [],
  });
  if (session) expect(parseSession(sent(composeSession(session)))).toEqual(session);
  expect(parseSession({ uin: 70001 })).toBeUndefined();
});

test.each([undefined, null, 'ok', 5, [], [null], { friends: 'x', gnamelist: [5], ginfo: [] }])(
  'odd results: %s',
  (result) => {
    expect(parseSession(result)).toBeUndefined();
  },
);
