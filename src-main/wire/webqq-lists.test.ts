import { expect, test } from 'vitest';
import {
  composeFriends,
  composeGroupInfo,
  composeGroups,
  composePresence,
  composeProfile,
  composeSession,
  composeSignature,
  parseFriends,
  parseGroupInfo,
  parseGroups,
  parseOnline,
  parseProfile,
  parseRealNumber,
  parseSession,
  parseSignatures,
} from './webqq-lists.ts';

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

test('the group list of webqq.md 7.2, with masks and remarks', () => {
  const result = {
    gnamelist: [
      { flag: 17825793, name: '项目讨论', gid: 2482911730, code: 3320417785 },
      { flag: 1, name: 'R&amp;D', gid: 2482911731, code: 3320417786 },
    ],
    gmasklist: [
      { gid: 1000, mask: 0 },
      { gid: 2482911730, mask: 1 },
    ],
    gmarklist: [{ uin: 2482911730, markname: '开发群' }],
  };
  const groups = parseGroups(result);
  expect(groups).toEqual([
    { gid: '2482911730', code: '3320417785', name: '项目讨论', remark: '开发群', policy: 'silent' },
    { gid: '2482911731', code: '3320417786', name: 'R&D', remark: '', policy: 'notify' },
  ]);
  expect(parseGroups(sent(composeGroups(groups)))).toEqual(groups);
});

test('the group information of webqq.md 7.3', () => {
  const result = {
    ginfo: {
      memo: '每周三例会',
      code: 3320417785,
      name: '项目讨论',
      gid: 2482911730,
      owner: 3155462211,
      members: [
        { muin: 3155462211, mflag: 0 },
        { muin: 70001, mflag: 1 },
      ],
      markname: '开发群',
    },
    minfo: [
      { nick: '阿哲', uin: 3155462211 },
      { nick: '小岚', uin: '70001' },
    ],
    cards: [{ muin: 3155462211, card: '测试-阿哲' }],
    stats: [{ client_type: 1, uin: 3155462211, stat: 10 }],
  };
  const info = parseGroupInfo(result);
  expect(info).toEqual({
    gid: '2482911730',
    code: '3320417785',
    name: '项目讨论',
    remark: '开发群',
    memo: '每周三例会',
    owner: '3155462211',
    members: [
      { uin: '3155462211', nick: '阿哲', card: '测试-阿哲', role: 'owner', presence: 'online', client: 'computer' },
      { uin: '70001', nick: '小岚', card: '', role: 'admin', presence: 'offline', client: 'computer' },
    ],
  });
  const members = info.members.map((member) => ({ ...member, presence: member.presence as 'online' | 'offline' }));
  expect(parseGroupInfo(sent(composeGroupInfo({ ...info, members })))).toEqual(info);
  expect(composeGroupInfo({ ...info, members: [] })).toMatchObject({ cards: [], stats: [], minfo: [], vipinfo: [] });
});

test('partial group information: no minfo, cards, stats', () => {
  const info = parseGroupInfo({ ginfo: { members: [{ muin: 5 }] } });
  expect(info.members).toEqual([
    { uin: '5', nick: '', card: '', role: 'member', presence: 'unknown', client: 'computer' },
  ]);
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
    expect(parseFriends(result)).toEqual({ categories: [], friends: [] });
    expect(parseGroups(result)).toEqual([]);
    expect(parseGroupInfo(result).members).toEqual([]);
    expect(parseOnline(result)).toEqual([]);
    expect(parseSignatures(result)).toEqual([]);
    expect(parseProfile(result)).toBeUndefined();
  },
);
