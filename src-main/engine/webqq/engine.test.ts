import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestLog, type Recorded, record } from '#main/engine/test-recorder.ts';
import { passwordV2 } from '#main/wire/webqq-crypto.ts';
import { asPeerId } from '#shared/ids.ts';
import { createEngine } from './engine.ts';
import {
  friendUin,
  gid,
  groupCode,
  login2Answer,
  own,
  type Scripted,
  secondUin,
  startTestService,
  type TestService,
} from './test-service.ts';

let service: TestService;
let running: Recorded[] = [];
beforeEach(async () => {
  service = await startTestService();
});
afterEach(async () => {
  for (const each of running) await each.stop();
  running = [];
  await service.close();
});

const password = 'p@ss';
const log = createTestLog();

function signIn(options: { pollDeadlineMs?: number; login?: string; store?: () => Promise<void> } = {}): Recorded {
  const { pollDeadlineMs = 30_000, login = own, store } = options;
  const recorded = record(
    (deps) => createEngine(deps, { wait: (ms) => Math.min(ms, 5), pollDeadlineMs }),
    { address: service.url, login, password, status: 'away' },
    { log, ...(store ? { store } : {}) },
  );
  running.push(recorded);
  return recorded;
}

async function online(options?: Parameters<typeof signIn>[0]): Promise<Recorded> {
  const person = signIn(options);
  await vi.waitFor(() => expect(person.of('self').length).toBe(2), 5_000);
  await pollOpen();
  return person;
}
const pollOpen = () => vi.waitFor(() => expect(service.openPolls()).toBe(1), 5_000);
const polled = () => service.calls('/channel/poll2').length;

const message = (more: object = {}) => ({
  poll_type: 'message',
  value: {
    msg_id: 15102,
    from_uin: friendUin,
    to_uin: 70001,
    msg_id2: 480311,
    msg_type: 9,
    reply_ip: 176488533,
    time: 1362100000,
    content: [['font', { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' }], '在吗 ', ['face', 14], ' '],
    raw_content: '在吗',
    ...more,
  },
});
const groupMessage = (more: object = {}) => ({
  poll_type: 'group_message',
  value: {
    msg_id: 9051,
    from_uin: gid,
    to_uin: 70001,
    msg_id2: 612044,
    msg_type: 43,
    reply_ip: 176489085,
    group_code: groupCode,
    send_uin: friendUin,
    seq: 812,
    time: 1362100020,
    info_seq: 600100,
    content: ['大家好 '],
    ...more,
  },
});
const kick = {
  poll_type: 'kick_message',
  value: { msg_id: 18, from_uin: 10000, to_uin: 70001, show_reason: 1, reason: '您的帐号在另一地点登录', way: 'poll' },
};
const events = (...items: object[]) => JSON.stringify({ retcode: 0, result: items });
const bring = (...items: object[]) => service.poll(events(...items));

test('signs in step by step as the reference says', async () => {
  await online();
  const [check] = service.calls('/check');
  expect(check?.fields).toMatchObject({ uin: own, appid: '1003903' });
  const [login] = service.calls('/login');
  expect(login?.fields).toMatchObject({
    u: own,
    p: passwordV2(password, own, '!QXV'),
    verifycode: '!QXV',
    webqq_type: '30',
  });
  expect(service.calls('/check_sig')[0]?.fields).toMatchObject({ uin: own, ptsigx: 'abc' });
  const [login2] = service.calls('/channel/login2');
  expect(login2?.fields).toMatchObject({ status: 'away', ptwebqq: '0123456789abcdef'.repeat(4), passwd_sig: '' });
  expect(login2?.cookie.split('; ').sort()).toEqual(
    expect.arrayContaining(['p_skey=secret', 'skey=@abcdefghi', 'uin=o0000070001']),
  );
  expect(login2?.referer).toContain('/proxy.html?v=20110331002');
  const [lists] = service.calls('/api/get_user_friends2');
  expect(lists?.fields).toMatchObject({ h: 'hello', hash: expect.stringMatching(/^[0-9A-F]{16}$/) });
  expect(lists?.referer).toContain('/proxy.html?v=20110412001');
  const order = service.seen.map(({ path }) => path);
  expect(order.indexOf('/channel/poll2')).toBeGreaterThan(order.indexOf('/api/get_group_name_list_mask2'));
  expect(service.calls('/channel/poll2')[0]?.fields).toMatchObject({
    key: 0,
    ids: [],
    clientid: login2?.fields.clientid,
  });
});

test('finds the durable numbers where the lists hold none', async () => {
  const person = await online();
  expect(person.of('roster')[0]?.contacts).toEqual([
    { id: '70002', nick: '阿哲', remark: '哲哥', categoryId: '0' },
    { id: '70003', nick: 'Nina & co', remark: '', categoryId: '1' },
  ]);
  expect(person.of('groups')[0]?.groups).toEqual([
    { id: '600100', name: '项目讨论', remark: '开发群', policy: 'silent' },
  ]);
  expect(person.of('presence')[0]?.presences).toEqual([{ id: '70002', presence: 'online', client: 'computer' }]);
  expect(person.of('self').at(-1)).toMatchObject({ id: own, nick: '小岚', signature: '慢慢来' });
});

test('does without durable numbers once the service demands a picture for them', async () => {
  service.answer('/api/get_friend_uin2', '{"retcode":1000}');
  const person = await online();
  const ids = person.of('roster')[0]?.contacts.map(({ id }) => id);
  expect(ids).toEqual([`~${friendUin}`, `~${secondUin}`]);
  bring(message());
  await vi.waitFor(() => expect(person.of('message')[0]?.message.peer.id).toBe(`~${friendUin}`));
});

test('uses durable numbers from the lists where the service puts them there', async () => {
  service.answer('/channel/login2', login2Answer({ features: ['account', 'key', 'plain'] }));
  const list = { friends: [], info: [{ uin: String(friendUin), nick: '阿哲', account: 70002 }] };
  service.answer('/api/get_user_friends2', JSON.stringify({ retcode: 0, result: list }));
  service.answer('/api/get_group_name_list_mask2', '{"retcode":0,"result":{}}');
  const person = await online();
  expect(person.of('roster')[0]?.contacts.map(({ id }) => id)).toEqual(['70002']);
  expect(service.calls('/api/get_friend_uin2')).toEqual([]);
  expect(person.engine.can).toMatchObject({ safeResend: true, maxTextBytes: 100_000 });
});

const loginCases: readonly (readonly [string, string, string])[] = [
  ['2', '', 'rejected'],
  ['3', '', 'bad-credentials'],
  ['4', '', 'challenge-needed'],
  ['6', '', 'rejected'],
  ['8', '', 'rate-limited'],
  ['19', '', 'rejected'],
  ['71', '', 'rejected'],
  ['10005', '', 'not-supported'],
  ['3', 'http://aq.qq.com/unfreeze', 'rejected'],
];
test.each(loginCases)('login answers %s %s: %s', async (code, url, expected) => {
  service.answer('/login', `ptuiCB('${code}','0','${url}','0','…', '');`);
  const person = signIn();
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: expected }));
  expect(service.calls('/channel/login2')).toEqual([]);
  expect(person.facts).toEqual([]);
});

test('asks a busy login three times at most', async () => {
  service.answer('/login', "ptuiCB('1','0','','0','busy', '');");
  const person = signIn();
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'server-down' }));
  expect(service.calls('/login').length).toBe(3);
});

test.each([
  ['a picture', "ptui_checkVC('1','cap','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71');", 'challenge-needed'],
  ['no such account', "ptui_checkVC('0','!QXV','\\x00\\x00\\x00\\x00\\x00\\x00\\x27\\x10');", 'bad-credentials'],
  ['something else', "ptui_checkVC('7','','');", 'server-down'],
  ['a page', '<html>hello</html>', 'bad-reply'],
])('check answers %s', async (_name, body, expected) => {
  service.answer('/check', body);
  const person = signIn();
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: expected }));
  expect(service.calls('/login')).toEqual([]);
});

test('an account that is no number is refused without asking', async () => {
  const person = signIn({ login: 'me@example.com' });
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-credentials' }));
  expect(service.seen).toEqual([]);
});

test.each([
  [103, 'session-expired'],
  [108, 'session-expired'],
  [106, 'rejected'],
  [111, 'rejected'],
  [112, 'server-down'],
  [113, 'rate-limited'],
  [115, 'rate-limited'],
  [100000, 'session-expired'],
  [4711, 'rejected'],
])('login2 answers %i: %s', async (retcode, expected) => {
  service.answer('/channel/login2', JSON.stringify({ retcode }));
  const person = signIn();
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: expected, detail: { retcode } }));
  // A ticket that is not honoured is worth one more sign-in.
  expect(service.calls('/login').length).toBe(expected === 'session-expired' ? 2 : 1);
});

test('lists that fail under load are asked for again', async () => {
  service.next('/api/get_user_friends2', { status: 502 }, '{"retcode":6}', { status: 404 });
  expect((await online()).of('roster')[0]?.contacts.length).toBe(2);
  expect(service.calls('/api/get_user_friends2').length).toBe(4);
});

test('reads messages, whatever form their numbers have', async () => {
  const person = await online();
  bring(message(), message({ msg_id: '15103', from_uin: String(friendUin), time: '1362100001', content: ['好'] }));
  await vi.waitFor(() => expect(person.texts().length).toBe(2));
  expect(person.of('message')[0]?.message).toEqual({
    peer: { kind: 'person', id: '70002' },
    serverId: '1362100000.15102.480311',
    time: 1362100000_000,
    senderId: '70002',
    senderName: '哲哥',
    segments: [
      { kind: 'text', text: '在吗 ' },
      { kind: 'face', id: 14 },
      { kind: 'text', text: ' ' },
    ],
  });
});

test('brings the newest-first list of a poll into order', async () => {
  const person = await online();
  bring(
    message({ msg_id: 3, time: 1362100002, content: ['三'] }),
    message({ msg_id: 2, time: 1362100001, content: ['二'] }),
    message({ msg_id: 1, time: 1362100001, content: ['一'] }),
  );
  await vi.waitFor(() => expect(person.texts()).toEqual(['一', '二', '三']));
});

test('shows nothing twice that came twice in a session', async () => {
  const person = await online();
  bring(message(), message(), groupMessage());
  await pollOpen();
  bring(groupMessage(), message({ msg_id: 15103, content: ['新'] }), message());
  await vi.waitFor(() => expect(person.texts()).toEqual(['在吗 [face] ', '大家好 ', '新']));
});

test('names group members by their card, after asking for the group once', async () => {
  const person = await online();
  service.answer('/api/get_user_friends2', '{"retcode":100003}');
  bring(groupMessage());
  await vi.waitFor(() => expect(person.texts()).toEqual(['大家好 ']));
  expect(person.of('message')[0]?.message).toMatchObject({
    peer: { kind: 'group', id: '600100' },
    senderId: '70002',
    senderName: '哲哥',
  });
  await pollOpen();
  bring(groupMessage({ msg_id: 9052, send_uin: 77777, info_seq: 600101 }));
  await vi.waitFor(() => expect(person.of('message').length).toBe(2));
  expect(person.of('message')[1]?.message.senderId).toBe('~77777');
  expect(person.of('members')[0]).toMatchObject({
    groupId: '600100',
    members: [{ id: '70002', card: '测试-阿哲' }, { id: own }],
  });
  expect(person.of('group').at(-1)?.group).toMatchObject({
    id: '600100',
    memo: '每周三例会',
    role: 'admin',
    memberCount: 2,
  });
  await pollOpen();
  bring(groupMessage({ msg_id: 9053, send_uin: 77778, info_seq: 600102 }));
  await vi.waitFor(() => expect(person.of('message').length).toBe(3));
  expect(service.calls('/api/get_group_info_ext2').length).toBe(1);
});

test('own messages from another device belong to the account', async () => {
  const person = await online();
  bring(
    message({ from_uin: 70001, to_uin: friendUin, msg_id: 1 }),
    message({ from_uin: 0, to_uin: friendUin, msg_id: 2, time: 1362100001 }),
    groupMessage({ send_uin: 70001 }),
  );
  await vi.waitFor(() => expect(person.of('message').length).toBe(3));
  expect(person.of('message').map(({ message: { peer, senderId } }) => [peer.id, senderId])).toEqual([
    ['70002', own],
    ['70002', own],
    ['600100', own],
  ]);
});

test('a message of an unknown person shows under a temporary peer, with a name if there is one', async () => {
  const person = await online();
  service.answer('/api/get_stranger_info2', '{"retcode":0,"result":{"uin":99,"nick":"路人"}}');
  bring(message({ from_uin: 99 }));
  await vi.waitFor(() =>
    expect(person.of('message')[0]?.message).toMatchObject({ peer: { id: '~99' }, senderName: '路人' }),
  );
});

test('broken and unknown items never stop the others', async () => {
  const person = await online();
  bring(
    { poll_type: 'message', value: null },
    { poll_type: 'group_message' },
    { poll_type: 'av_request', value: {} },
    { value: 7 },
    { poll_type: 'buddies_status_change', value: { uin: 424242, status: 'away' } },
    message({ content: [['font', {}], ['offpic', { success: 1 }], 5, null] }),
    message({ msg_id: 2, content: undefined }),
  );
  await vi.waitFor(() => expect(person.of('message').length).toBe(2));
  expect(person.of('unknown').map(({ label }) => label)).toEqual(
    expect.arrayContaining(['message', 'group_message', 'av_request']),
  );
  expect(person.of('message').flatMap(({ message: { segments } }) => segments.map(({ kind }) => kind))).toContain(
    'unknown',
  );
  await pollOpen();
  bring(message({ msg_id: 3, content: ['还好'] }));
  await vi.waitFor(() => expect(person.texts()).toContain('还好'));
});

test('hears presence', async () => {
  const person = await online();
  bring({ poll_type: 'buddies_status_change', value: { uin: secondUin, status: 'slient', client_type: 21 } });
  await vi.waitFor(() =>
    expect(person.of('presence').at(-1)).toEqual({
      kind: 'presence',
      complete: false,
      presences: [{ id: '70003', presence: 'silent', client: 'phone' }],
    }),
  );
});

const answersThatMeanNothing: readonly (readonly [string, Scripted])[] = [
  ['102', '{"retcode":102,"errmsg":""}'],
  ['result ok', '{"retcode":0,"result":"ok"}'],
  ['502', { status: 502 }],
  ['504', { status: 504, body: '<html>Gateway Time-out</html>' }],
  ['a page', '<html>busy</html>'],
  ['broken JSON', '{"retcode":0,"result":[{"poll_type"'],
  ['an empty body', ''],
  ['a reset', 'cut'],
  ['109', '{"retcode":109}'],
  ['100012', '{"retcode":100012}'],
  ['1202', '{"retcode":1202}'],
  ['an unknown code', '{"retcode":4711}'],
];
test.each(answersThatMeanNothing)('goes on when a poll is answered by %s', async (_name, scripted) => {
  const person = await online();
  service.poll(scripted);
  await vi.waitFor(() => expect([polled(), service.openPolls()]).toEqual([2, 1]));
  bring(message());
  await vi.waitFor(() => expect(person.of('message').length).toBe(1));
  expect(person.of('reconnecting')).toEqual([]);
});

test('replaces a poll that hangs, with only one open', async () => {
  const person = await online({ pollDeadlineMs: 150 });
  await vi.waitFor(() => expect(polled()).toBeGreaterThan(1), 5_000);
  await pollOpen();
  bring(message());
  await vi.waitFor(() => expect(person.of('message').length).toBe(1));
});

test('waking replaces the open poll at once', async () => {
  const person = await online();
  person.engine.wake();
  await vi.waitFor(() => expect([polled(), service.openPolls()]).toEqual([2, 1]));
});

test('the next poll waits until what came is stored', async () => {
  const gate = Promise.withResolvers<void>();
  let hold = false;
  const person = await online({ store: () => (hold ? gate.promise : Promise.resolve()) });
  hold = true;
  bring(message());
  await vi.waitFor(() => expect(service.openPolls()).toBe(0));
  const before = polled();
  await new Promise((resolve) => setImmediate(resolve));
  expect(polled()).toBe(before);
  gate.resolve();
  await vi.waitFor(() => expect(polled()).toBe(before + 1));
  expect(person.of('message').length).toBe(1);
});

test('116 brings a new ptwebqq, which the next relink uses', async () => {
  const person = await online();
  service.poll(JSON.stringify({ retcode: 116, p: 'fedcba98' }));
  await vi.waitFor(() => expect([polled(), service.openPolls()]).toEqual([2, 1]));
  service.poll('{"retcode":121,"t":"0"}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2));
  const again = service.calls('/channel/login2').at(-1);
  expect(again?.fields).toMatchObject({ ptwebqq: 'fedcba98', psessionid: '8368046764001d636f6e6e', key: '' });
  expect(again?.cookie).toContain('ptwebqq=fedcba98');
  expect(service.calls('/login').length).toBe(1);
});

test('a relink keeps the client id and tells lists and presence anew', async () => {
  const person = await online();
  service.poll('{"retcode":103}');
  await vi.waitFor(() => expect([person.of('online').length, person.of('presence').length]).toEqual([2, 2]));
  const ids = service.calls('/channel/login2').map(({ fields }) => fields.clientid);
  expect(ids[0]).toBe(ids[1]);
  expect(person.of('reconnecting')[0]?.error).toMatchObject({ code: 'session-expired' });
  await pollOpen();
  bring(message());
  await vi.waitFor(() => expect(person.of('message').length).toBe(1));
});

test('signs in with the password when a relink is refused', async () => {
  const person = await online();
  service.next('/channel/login2', '{"retcode":103}');
  service.poll('{"retcode":103}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2));
  expect(service.calls('/login').length).toBe(2);
});

test('signs in with the password at once when the ticket is void', async () => {
  const person = await online();
  service.poll('{"retcode":100000}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2));
  expect(service.calls('/login').length).toBe(2);
});

test('a wrong password at a later sign-in needs a person', async () => {
  const person = await online();
  service.answer('/login', "ptuiCB('3','0','','0','…', '');");
  service.poll('{"retcode":108}');
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-credentials' }));
});

test('keeps trying while the service is overloaded', async () => {
  const person = await online();
  service.next('/channel/login2', '{"retcode":112}', { status: 502 }, 'cut', '{"retcode":112}', '{"retcode":113}');
  service.poll('{"retcode":120}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2), 3_000);
  expect(person.of('reconnecting').length).toBe(6);
  expect(person.of('reconnecting').at(-1)?.retryAt).toEqual(expect.any(Number));
});

test('kicked: what came before counts, the reason is told, nothing is asked any more', async () => {
  const person = await online();
  bring(kick, message());
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'kicked' }));
  expect(person.ending()).toMatchObject({ detail: { reason: '您的帐号在另一地点登录' } });
  expect(person.of('message').length).toBe(1);
  expect(service.calls('/channel/login2').length).toBe(1);
  expect(service.calls('/channel/logout2')).toEqual([]);
});

test('leaving signs out and ends the poll, and nothing happens afterwards', async () => {
  const person = await online();
  await person.stop();
  expect(person.ending()).toBe('left');
  expect(service.calls('/channel/logout2').length).toBe(1);
  const [facts, requests] = [person.facts.length, service.seen.length];
  await vi.waitFor(() => expect(service.openPolls()).toBe(0));
  expect([person.facts.length, service.seen.length]).toEqual([facts, requests]);
});

test('what the last poll brings while leaving is stored', async () => {
  const person = await online();
  service.answer('/channel/logout2', () => {
    bring(message());
    return '{"retcode":0,"result":"ok"}';
  });
  await person.stop();
  expect(person.of('message').length).toBe(1);
});

test('leaving does not wait for a service that does not answer', async () => {
  const person = await online();
  service.answer('/channel/logout2', 'hang');
  await person.stop();
  expect(person.ending()).toBe('left');
});

test('sends as the reference says', async () => {
  const person = await online();
  const ask = (kind: 'person' | 'group', id: string, key: string) =>
    person.engine.ask(
      'sendMessage',
      {
        peer: { kind, id: asPeerId(id) },
        key,
        segments: [
          { kind: 'text', text: '你好' },
          { kind: 'face', id: 14 },
        ],
      },
      new AbortController().signal,
    );
  await ask('person', '70002', 'a');
  await ask('group', '600100', 'b');
  await ask('person', '70002', 'a');
  const [first, again] = service.calls('/channel/send_buddy_msg2').map(({ fields }) => fields);
  expect(first).toMatchObject({ to: friendUin, face: 0, psessionid: '8368046764001d636f6e6e' });
  expect(first).not.toHaveProperty('key');
  const content = JSON.parse(String(first?.content));
  expect(content.slice(0, 2)).toEqual(['你好', ['face', 14]]);
  expect(content.at(-1)?.[0]).toBe('font');
  const group = service.calls('/channel/send_qun_msg2')[0]?.fields;
  expect(group).toMatchObject({ group_uin: gid });
  expect(Number(group?.msg_id)).toBe(Number(first?.msg_id) + 1);
  expect(again?.msg_id).toBe(first?.msg_id);
});

const sendCases: readonly (readonly [string, Scripted, object | 'accepted'])[] = [
  ['errCode 0', '{"errCode":0,"msg":"send ok"}', 'accepted'],
  ['100100', '{"errmsg":"error!!!","retcode":100100}', 'accepted'],
  ['1202', '{"retcode":1202}', { code: 'server-down' }],
  ['102', '{"retcode":102}', { code: 'server-down' }],
  ['6', '{"retcode":6}', { code: 'server-down' }],
  ['100001', '{"retcode":100001}', { code: 'not-found' }],
  ['103', '{"retcode":103}', { code: 'session-expired' }],
  ['121', '{"retcode":121}', { code: 'session-expired' }],
  ['4711', '{"retcode":4711}', { code: 'rejected', detail: { retcode: 4711 } }],
  ['502', { status: 502 }, { code: 'server-down', detail: { sent: true } }],
  ['a cut', 'cut', { code: 'server-down', detail: { sent: true } }],
  ['a page', '<html></html>', { code: 'bad-reply' }],
];
test.each(sendCases)('a send answered by %s', async (_name, scripted, expected) => {
  const person = await online();
  service.answer('/channel/send_buddy_msg2', scripted);
  const sent = person.engine.ask(
    'sendMessage',
    { peer: { kind: 'person', id: asPeerId('70002') }, key: 'k', segments: [{ kind: 'text', text: '?' }] },
    new AbortController().signal,
  );
  if (expected === 'accepted') expect(await sent).toEqual({});
  else await expect(sent).rejects.toMatchObject(expected);
});

test('a send that finds the session gone has it opened again; stale targets are looked up once', async () => {
  const person = await online();
  const ask = () =>
    person.engine.ask(
      'sendMessage',
      { peer: { kind: 'person', id: asPeerId('70002') }, key: 'k', segments: [{ kind: 'text', text: '?' }] },
      new AbortController().signal,
    );
  service.next('/channel/send_buddy_msg2', '{"retcode":108}');
  await expect(ask()).rejects.toMatchObject({ code: 'session-expired' });
  await vi.waitFor(() => expect(person.of('online').length).toBe(2));
  await vi.waitFor(() => expect(person.of('self').length).toBe(4));
  service.next('/channel/send_buddy_msg2', '{"retcode":100001}');
  const before = service.calls('/api/get_user_friends2').length;
  await ask();
  expect(service.calls('/api/get_user_friends2').length).toBe(before + 1);
});

test('pictures: redirects are followed, and what is no picture is none', async () => {
  const person = await online();
  const ask = () =>
    person.engine.ask('fetchAvatar', { kind: 'person', id: asPeerId('70002') }, new AbortController().signal);
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
  service.answer('/picture', { status: 200, body: png });
  service.answer('/cgi/svr/face/getface', { status: 302, headers: { location: '/picture' } });
  expect(await ask()).toEqual({ bytes: Buffer.from(png) });
  expect(service.calls('/cgi/svr/face/getface')[0]?.fields).toMatchObject({ type: '1', uin: String(friendUin) });
  service.answer('/cgi/svr/face/getface', '<html>none</html>');
  expect(await ask()).toBeUndefined();
  service.answer('/cgi/svr/face/getface', { status: 404 });
  expect(await ask()).toBeUndefined();
});

test('the log of all this holds no secrets and no words of people', () => {
  const all = log.lines.join('\n');
  expect(all.length).toBeGreaterThan(100);
  for (const secret of [password, '@abcdefghi', '0123456789abcdef', '8368046764001d', '在吗', '大家好', '5be05be0']) {
    expect(all).not.toContain(secret);
  }
});
