import { expect, test, vi } from 'vitest';
import { asPeerId } from '#shared/ids.ts';
import { friendUin, type Scripted } from './test-service.ts';
import { bring, message, online, pollOpen, service } from './test-session.ts';

const friend = asPeerId('70002');
const forever = new AbortController().signal;
const shake = (more: object = {}) => ({
  poll_type: 'shake_message',
  value: {
    ...{ msg_id: 30412, from_uin: friendUin, to_uin: 70001, msg_id2: 771203, msg_type: 9, reply_ip: 176488533 },
    ...more,
  },
});
const typing = (from: number) => ({
  poll_type: 'input_notify',
  value: { msg_id: 30413, from_uin: from, to_uin: 70001, msg_id2: 771204, msg_type: 121, reply_ip: 4294967295 },
});

test('a shake is a message of one part, in its place, and only once', async () => {
  const person = await online();
  bring(message({ content: ['一'] }), shake({ time: 1362100001 }), message({ msg_id: 2, time: 1362100002 }));
  await vi.waitFor(() => expect(person.texts()).toEqual(['一', '[shake]', '在吗 [face] ']));
  expect(person.of('message')[1]?.message).toEqual({
    peer: { kind: 'person', id: friend },
    serverId: 'shake.1362100001.30412.771203',
    time: 1362100001_000,
    senderId: friend,
    senderName: '哲哥',
    segments: [{ kind: 'shake' }],
  });
  await pollOpen();
  bring(shake({ time: 1362100001 }), shake({ msg_id: 30414 }), shake({ msg_id: 0, msg_id2: 0 }));
  await vi.waitFor(() => expect(person.texts()).toHaveLength(5));
  const ids = person.of('message').map(({ message: { serverId } }) => serverId);
  expect(ids).toContain('shake.0.30414.771203');
  expect(new Set(ids).size).toBe(5);
});

test('a message and a shake of one number are two', async () => {
  const person = await online();
  bring(message({ msg_id: 7, content: ['七'] }), shake({ msg_id: 7 }));
  await vi.waitFor(() => expect(person.texts().sort()).toEqual(['[shake]', '七']));
});

test('a typing notice counts for some seconds; that of somebody unknown does not', async () => {
  const person = await online();
  const before = Date.now();
  bring(typing(77777), typing(friendUin));
  await vi.waitFor(() => expect(person.of('typing')).toHaveLength(1));
  const [fact] = person.of('typing');
  expect(fact?.peer).toEqual({ kind: 'person', id: friend });
  expect(fact?.until).toBeGreaterThanOrEqual(before + 6_000);
  expect(fact?.until).toBeLessThanOrEqual(Date.now() + 6_000);
});

test('both are asked for as the reference says', async () => {
  const person = await online();
  await person.engine.ask('shake', { id: friend }, forever);
  await person.engine.ask('notifyTyping', { id: friend }, forever);
  for (const path of ['/channel/shake2', '/channel/input_notify2']) {
    expect(service.calls(path).map(({ fields }) => fields)).toEqual([
      {
        to_uin: String(friendUin),
        clientid: expect.stringMatching(/^\d+$/),
        psessionid: '8368046764001d636f6e6e',
        t: expect.stringMatching(/^\d+$/),
      },
    ]);
  }
});

const cases: readonly (readonly [string, Scripted, object])[] = [
  ['1202', '{"retcode":1202}', { code: 'rate-limited' }],
  ['100001', '{"retcode":100001}', { code: 'not-found' }],
  ['103', '{"retcode":103}', { code: 'session-expired' }],
  ['4711', '{"retcode":4711}', { code: 'rejected' }],
  ['a cut', 'cut', { code: 'server-down', detail: { sent: true } }],
  ['a page', '<html></html>', { code: 'bad-reply' }],
];
test.each(cases)('a shake answered by %s', async (_name, scripted, expected) => {
  const person = await online();
  service.answer('/channel/shake2', scripted);
  await expect(person.engine.ask('shake', { id: friend }, forever)).rejects.toMatchObject(expected);
  // Nothing is asked twice behind the back.
  expect(service.calls('/channel/shake2')).toHaveLength(1);
});

test('somebody who is in no list cannot be shaken', async () => {
  const person = await online();
  const asked = person.engine.ask('shake', { id: asPeerId('99999') }, forever);
  await expect(asked).rejects.toMatchObject({ code: 'not-found' });
});
