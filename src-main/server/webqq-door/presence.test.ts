import { expect, test, vi } from 'vitest';
import { HistoricClient, serve } from './test-client.ts';

const changes = async (client: HistoricClient) =>
  ((await client.poll()).result ?? [])
    .filter(({ poll_type }) => poll_type === 'buddies_status_change')
    .map(({ value }) => value);

test('buddies learn of sign-in, change of status and sign-out; hidden looks like offline', async () => {
  const server = await serve();
  const lan = await new HistoricClient(server.url, 70001).signIn();
  const uin = await lan.uinOf(70002);
  const zhe = await new HistoricClient(server.url, 70002).signIn();
  expect(await changes(lan)).toEqual([{ uin, status: 'online', client_type: 41 }]);
  const set = (status: string) =>
    zhe.get(`/channel/change_status2?newstatus=${status}&clientid=${zhe.clientid}&psessionid=${zhe.psessionid}&t=1`);
  expect((await set('slient')).text).toBe('{"retcode":0,"result":"ok"}');
  expect(await changes(lan)).toMatchObject([{ uin, status: 'silent' }]);
  await set('hidden');
  expect(await changes(lan)).toMatchObject([{ uin, status: 'offline' }]);
  await set('busy');
  expect(await changes(lan)).toMatchObject([{ uin, status: 'busy' }]);
  await zhe.get(`/channel/logout2?ids=&clientid=${zhe.clientid}&psessionid=${zhe.psessionid}&t=1`);
  expect(await changes(lan)).toMatchObject([{ uin, status: 'offline' }]);
  expect((await zhe.poll()).retcode).toBe(103);
  expect(JSON.parse((await set('nonsense')).text).retcode).toBe(103);
});

test('the list of who is online, with the robots', async () => {
  const server = await serve();
  await new HistoricClient(server.url, 70001).signIn('sample', 'away');
  const zhe = await new HistoricClient(server.url, 70002).signIn();
  const { text } = await zhe.get(
    `/channel/get_online_buddies2?vfwebqq=${zhe.vfwebqq}&clientid=${zhe.clientid}&psessionid=${zhe.psessionid}&t=1`,
  );
  const rows = JSON.parse(text).result as { uin: number; status: string }[];
  expect(rows).toHaveLength(3);
  expect(rows).toContainEqual({ client_type: 41, status: 'away', uin: await zhe.uinOf(70001) });
});

test('who does not poll is seen offline, and comes back with a poll', async () => {
  const server = await serve({ pace: { absentAfter: 100 } });
  const lan = await new HistoricClient(server.url, 70001).signIn();
  const uin = await lan.uinOf(70002);
  const zhe = await new HistoricClient(server.url, 70002).signIn();
  const hear = async (status: string) => {
    for (;;) if ((await changes(lan)).some((change) => change.uin === uin && change.status === status)) return;
  };
  await hear('offline');
  zhe.poll().catch(() => undefined);
  await hear('online');
});

test('a session without polls ends', async () => {
  const server = await serve({ pace: { absentAfter: 10, goneAfter: 30 } });
  const lan = await new HistoricClient(server.url, 70001).signIn();
  await vi.waitFor(async () => {
    const { text } = await lan.get(`/api/get_friend_info2?tuin=70001&vfwebqq=${lan.vfwebqq}`);
    expect(text).toContain('"retcode":100000');
  });
  expect((await lan.poll()).retcode).toBe(103);
});

test('recent chats, newest first', async () => {
  const server = await serve();
  const lan = await new HistoricClient(server.url, 70001).signIn();
  const [zhe, nina] = [await lan.uinOf(70002), await lan.uinOf(70003)];
  const group = (await lan.groups())[1];
  await lan.send(zhe, 'a');
  await lan.sendGroup(group?.gid ?? 0, 'b');
  await lan.send(nina, 'c');
  const r = { vfwebqq: lan.vfwebqq, ...lan.session };
  expect((await lan.post('/channel/get_recent_list2', r)).result).toEqual([
    { uin: nina, type: 0 },
    { uin: group?.gid, type: 1 },
    { uin: zhe, type: 0 },
  ]);
});
