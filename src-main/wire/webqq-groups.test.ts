import { expect, test } from 'vitest';
import { composeGroupInfo, composeGroups, parseGroupInfo, parseGroups } from './webqq-groups.ts';

/** As if it had travelled. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

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

test('what our server tells beyond the list of webqq.md 7.2', () => {
  const own = { account: '600100', role: 'admin', memberCount: 8 } as const;
  const group = {
    gid: '2482911730',
    code: '3320417785',
    name: '项目讨论',
    remark: '',
    policy: 'notify',
    ...own,
  } as const;
  expect(sent(composeGroups([group]))).toMatchObject({
    gnamelist: [{ gid: 2482911730, account: 600100, role: 'admin', members: 8 }],
  });
  expect(parseGroups(sent(composeGroups([group])))).toEqual([group]);
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

test.each([undefined, null, 'ok', 5, [], [null], { friends: 'x', gnamelist: [5], ginfo: [] }])(
  'odd results: %s',
  (result) => {
    expect(parseGroups(result)).toEqual([]);
    expect(parseGroupInfo(result).members).toEqual([]);
  },
);
