import { expect, test, vi } from 'vitest';
import { asPeerId } from '#shared/ids.ts';
import { friendUin, gid, type Scripted } from './test-service.ts';
import { online, service, signIn } from './test-session.ts';

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

test('what is sent in the very moment of going online waits until the durable numbers are known', async () => {
  let sent: Promise<unknown> | undefined;
  const person = signIn({
    async store(facts) {
      if (!facts.some(({ kind }) => kind === 'online')) return;
      expect(service.calls('/api/get_friend_uin2')).toEqual([]);
      sent = person.engine.ask(
        'sendMessage',
        { peer: { kind: 'group', id: asPeerId('600100') }, key: 'k', segments: [{ kind: 'text', text: '早' }] },
        new AbortController().signal,
      );
    },
  });
  await vi.waitFor(() => expect(sent).toBeDefined(), 5_000);
  expect(await sent).toEqual({});
});
