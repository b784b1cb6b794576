import { expect, test } from 'vitest';
import {
  composeFriends,
  composePresence,
  composeProfile,
  composeSignature,
  parseFriends,
  parseOnline,
  parseProfile,
  parseRealNumber,
  parseSignatures,
} from './webqq-friends.ts';

/** As if it had travelled. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('the friend list of webqq.md 7.1', () => {
  const result = {
    friends: [
      { flag: 0, uin: 3155462211, categories: 0 },
      { flag: 4, uin: '2910037745', categories: 1 },
    ],
    marknames: [{ uin: 3155462211, markname: '哲&amp;哥', type: 0 }],
    categories: [
      { index: 1, sort: 1, name: '同事' },
      { index: 2, sort: 2, name: '家人' },
    ],
    vipinfo: [],
    info: [
      { face: 0, flag: 8388608, nick: '阿哲', uin: '3155462211' },
      { face: 525, flag: 289931840, nick: 'Nina', uin: 2910037745 },
    ],
  };
  const list = parseFriends(result);
  expect(list).toEqual({
    categories: result.categories,
    friends: [
      { uin: '3155462211', nick: '阿哲', remark: '哲&哥', category: 0 },
      { uin: '2910037745', nick: 'Nina', remark: '', category: 1 },
    ],
  });
  expect(parseFriends(sent(composeFriends(list)))).toEqual(list);
});

test('durable numbers travel as account', () => {
  const list = { categories: [], friends: [{ uin: '5', nick: 'a', remark: '', category: 0, account: '70002' }] };
  expect(parseFriends(sent(composeFriends(list)))).toEqual(list);
});

test('somebody without friends still gets five arrays', () => {
  expect(composeFriends({ categories: [], friends: [] })).toEqual({
    friends: [],
    marknames: [],
    categories: [],
    vipinfo: [],
    info: [],
  });
});

test('online buddies of webqq.md 6.1', () => {
  const rows = parseOnline([
    { client_type: 1, status: 'online', uin: 3155462211 },
    { client_type: 21, status: 'slient', uin: 2910037745 },
    { status: 'sleepy', uin: 5 },
    null,
  ]);
  expect(rows).toEqual([
    { uin: '3155462211', presence: 'online', client: 'computer' },
    { uin: '2910037745', presence: 'silent', client: 'phone' },
    { uin: '5', presence: 'unknown', client: 'computer' },
  ]);
  expect(composePresence({ uin: '5', presence: 'away', client: 'web' })).toEqual({
    client_type: 41,
    status: 'away',
    uin: 5,
  });
});

test('signatures, profiles, real numbers', () => {
  expect(parseSignatures([{ uin: 3155462211, lnick: '慢慢来' }])).toEqual([{ uin: '3155462211', signature: '慢慢来' }]);
  expect(parseSignatures(composeSignature({ uin: '5', signature: 'x' }))).toEqual([{ uin: '5', signature: 'x' }]);
  const profile = { uin: '70001', nick: '小岚', signature: '', account: '70001' };
  expect(parseProfile(composeProfile({ ...profile, presence: 'online', client: 'web' }))).toEqual(profile);
  expect(parseRealNumber({ uiuin: '', account: 70002, uin: 3155462211 })).toBe('70002');
  expect(parseRealNumber({})).toBeUndefined();
});

test.each([undefined, null, 'ok', 5, [], [null], { friends: 'x', gnamelist: [5], ginfo: [] }])(
  'odd results: %s',
  (result) => {
    expect(parseFriends(result)).toEqual({ categories: [], friends: [] });
    expect(parseOnline(result)).toEqual([]);
    expect(parseSignatures(result)).toEqual([]);
    expect(parseProfile(result)).toBeUndefined();
  },
);
