import { expect, test, vi } from 'vitest';
import { passwordV2 } from '#main/wire/webqq-password.ts';
import { friendUin, login2Answer, own, secondUin } from './test-service.ts';
import { bring, message, online, password, service, signIn } from './test-session.ts';

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
