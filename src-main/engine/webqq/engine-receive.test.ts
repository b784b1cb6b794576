import { expect, test, vi } from 'vitest';
import { friendUin, own, secondUin } from './test-service.ts';
import { bring, groupMessage, message, online, pollOpen, service } from './test-session.ts';

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
