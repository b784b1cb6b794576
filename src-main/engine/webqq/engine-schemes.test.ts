import { expect, test, vi } from 'vitest';
import { listHashes } from '#main/wire/webqq-list-hash.ts';
import { passwordKey, passwordV1, passwordV2 } from '#main/wire/webqq-password.ts';
import { openPasswordV3 } from '#main/wire/webqq-password-v3.ts';
import { asPeerId } from '#shared/ids.ts';
import { friendUin, own, type SeenRequest } from './test-service.ts';
import { online, password, service, signIn } from './test-session.ts';

const salt = '\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71';
const ticket = '0123456789abcdef'.repeat(4);
const friends = '/api/get_user_friends2';
const groups = '/api/get_group_name_list_mask2';

test('an answer of five arguments asks for scheme v3', async () => {
  service.answer('/check', `ptui_checkVC('0','!QXV','${salt}','6f21aa55','0');`);
  await online();
  expect(service.calls('/check')[0]?.fields).toMatchObject({ uin: own, appid: '1003903', pt_tea: '1' });
  const { fields } = service.calls('/login')[0] ?? {};
  expect(fields).toMatchObject({
    u: own,
    verifycode: '!QXV',
    pt_uistyle: '5',
    pt_randsalt: '0',
    pt_vcode_v1: '0',
    pt_verifysession_v1: '6f21aa55',
  });
  expect(openPasswordV3(String(fields?.p), passwordKey(password, own))).toMatchObject({ account: own, code: '!QXV' });
});

test('a salt drawn by chance is used and told', async () => {
  service.answer('/check', "ptui_checkVC('0','!QXV','\\xfe\\xdc\\xba\\x98\\x76\\x54\\x32\\x10','6f21aa55','1');");
  await online();
  const { fields } = service.calls('/login')[0] ?? {};
  expect(fields?.pt_randsalt).toBe('1');
  const number = '18364758544493064720';
  expect(openPasswordV3(String(fields?.p), passwordKey(password, number))?.account).toBe(number);
});

test('an answer of three arguments asks for scheme v2, one without a salt for v1', async () => {
  await (await online()).stop();
  service.answer('/check', "ptui_checkVC('0','!QXV');");
  await online();
  const [second, first] = service.calls('/login').map(({ fields }) => fields);
  expect(second?.p).toBe(passwordV2(password, own, '!QXV'));
  expect(first?.p).toBe(passwordV1(password, '!QXV'));
  for (const fields of [first, second]) expect(fields).not.toHaveProperty('pt_verifysession_v1');
});

test('a new code is asked for, with its own session, when the old one is refused', async () => {
  service.next(
    '/check',
    `ptui_checkVC('0','!AAA','${salt}','aa','0');`,
    `ptui_checkVC('0','!BBB','${salt}','bb','0');`,
  );
  service.next('/login', "ptuiCB('4','2','','0','您输入的验证码不正确，请重新输入。', '70001');");
  await online();
  const told = service.calls('/login').map(({ fields }) => [fields.verifycode, fields.pt_verifysession_v1]);
  expect(told).toEqual([
    ['!AAA', 'aa'],
    ['!BBB', 'bb'],
  ]);
});

const hashesOf = (path: string) => service.calls(path).map(({ fields }) => fields.hash);
const listOf = {
  [friends]: `{"retcode":0,"result":{"info":[{"nick":"阿哲","uin":${friendUin}}]}}`,
  [groups]: '{"retcode":0,"result":{}}',
};

/** Lets a list answer 50 to every hash but one. */
function demand(path: typeof friends | typeof groups, hash: string): void {
  service.answer(path, ({ fields }: SeenRequest) =>
    fields.hash === hash ? listOf[path] : '{"retcode":50,"errmsg":""}',
  );
}

test.each(['P', 'O', 'N', 'Q'] as const)('finds out that a service wants list hash %s', async (name) => {
  const all = ['P', 'O', 'N', 'Q'] as const;
  const expected = all.slice(0, all.indexOf(name) + 1).map((each) => listHashes[each](own, ticket));
  for (const path of [friends, groups] as const) demand(path, expected.at(-1) ?? '');
  await online();
  expect(hashesOf(friends)).toEqual(expected);
  expect(new Set(hashesOf(groups))).toEqual(new Set(expected));
});

test('the hash that was taken is the first one the next time', async () => {
  for (const path of [friends, groups] as const) demand(path, listHashes.N(own, ticket));
  const person = await online();
  expect(hashesOf(friends)).toHaveLength(3);
  // Stale numbers have the lists loaded anew.
  service.next('/channel/send_buddy_msg2', '{"retcode":100001}');
  const peer = { kind: 'person' as const, id: asPeerId('70002') };
  await person.engine.ask('sendMessage', { peer, key: 'a', segments: [] }, new AbortController().signal);
  expect(hashesOf(friends).slice(3)).toEqual([listHashes.N(own, ticket)]);
});

test('a service that takes no hash at all ends the sign-in', async () => {
  service.answer(friends, '{"retcode":50,"errmsg":""}');
  const person = signIn();
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'rejected', detail: { retcode: 50 } }));
  expect(hashesOf(friends)).toHaveLength(4);
  expect(person.facts).toEqual([]);
});
