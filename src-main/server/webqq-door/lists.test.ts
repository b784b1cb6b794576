import { expect, test } from 'vitest';
import { HistoricClient, serve } from './test-client.ts';

async function two() {
  const server = await serve();
  const lan = await new HistoricClient(server.url, 70001).signIn();
  return { server, lan };
}
const result = (text: string) => JSON.parse(text).result;

test('the buddy list: five aligned arrays, remarks, categories', async () => {
  const { lan } = await two();
  const { result } = (await lan.post('/api/get_user_friends2', { h: 'hello', vfwebqq: lan.vfwebqq })) as {
    result: Record<string, Record<string, unknown>[]>;
  };
  const uins = result.info?.map(({ uin }) => uin);
  expect(result.friends?.map(({ uin }) => uin)).toEqual(uins);
  expect(result.vipinfo?.map(({ u }) => u)).toEqual(uins);
  expect(result.categories).toEqual([
    { index: 1, sort: 1, name: '同事' },
    { index: 2, sort: 2, name: '家人' },
  ]);
  expect(result.marknames?.map(({ markname }) => markname)).toEqual(['哲哥', '周叔']);
  expect(result.info?.map(({ account }) => account)).toEqual([70002, 70003, 70004, 70006, 70010, 70011]);
});

test('session numbers are drawn anew at each sign-in and are never the real ones', async () => {
  const { lan } = await two();
  const before = await lan.friends();
  const after = await (await lan.signIn()).friends();
  for (const [index, { uin, account }] of before.entries()) {
    expect(uin).toBeGreaterThanOrEqual(1_000_000_000);
    expect([account, after[index]?.uin]).not.toContain(uin);
  }
});

test('groups, their members, cards and roles', async () => {
  const { lan } = await two();
  const groups = await lan.groups();
  expect(groups.map(({ account }) => account)).toEqual([600100, 600101]);
  const { text } = await lan.get(
    `/api/get_group_info_ext2?gcode=${groups[0]?.code}&cb=undefined&vfwebqq=${lan.vfwebqq}&t=1`,
  );
  const { ginfo, minfo, cards, stats, vipinfo } = result(text);
  const zhe = await lan.uinOf(70002);
  expect(ginfo).toMatchObject({ gid: groups[0]?.gid, owner: zhe, memo: expect.stringContaining('每周三') });
  expect(ginfo.members.filter(({ mflag }: { mflag: number }) => mflag & 1)).toEqual([{ muin: 70001, mflag: 1 }]);
  expect(minfo.map(({ uin }: { uin: number }) => uin)).toEqual(ginfo.members.map(({ muin }: { muin: number }) => muin));
  expect(vipinfo).toHaveLength(8);
  expect(cards).toContainEqual({ muin: 70001, card: '小岚（测试）' });
  // The robots and the one who asks.
  expect(stats).toHaveLength(3);
});

test('profiles, signatures and real numbers', async () => {
  const { lan } = await two();
  const zhe = await lan.uinOf(70002);
  const tail = `vfwebqq=${lan.vfwebqq}&t=1`;
  expect(result((await lan.get(`/api/get_friend_info2?tuin=${zhe}&verifysession=&code=&${tail}`)).text)).toMatchObject({
    uin: zhe,
    nick: '阿哲',
    stat: 20,
  });
  expect(result((await lan.get(`/api/get_single_long_nick2?tuin=${zhe}&${tail}`)).text)).toEqual([
    { uin: zhe, lnick: '在路上' },
  ]);
  expect(result((await lan.get(`/api/get_friend_uin2?tuin=${zhe}&verifysession=&type=1&code=&${tail}`)).text)).toEqual({
    uiuin: '',
    account: 70002,
    uin: zhe,
  });
  const group = (await lan.groups())[0];
  for (const id of [group?.code, group?.gid]) {
    expect(result((await lan.get(`/api/get_friend_uin2?tuin=${id}&type=4&${tail}`)).text).account).toBe(600100);
  }
});

test('the own signature is set and seen by others', async () => {
  const { lan, server } = await two();
  expect(await lan.post('/api/set_long_nick2', { nlk: '换个 <心情> & "more"', vfwebqq: lan.vfwebqq })).toEqual({
    retcode: 0,
    result: { result: 0 },
  });
  expect(result((await lan.get('/api/get_self_info2?t=1')).text)).toMatchObject({
    account: 70001,
    lnick: '换个 <心情> & "more"',
  });
  const zhe = await new HistoricClient(server.url, 70002).signIn();
  const uin = await zhe.uinOf(70001);
  expect(
    result((await zhe.get(`/api/get_single_long_nick2?tuin=${uin}&vfwebqq=${zhe.vfwebqq}`)).text)[0].lnick,
  ).toContain('换个');
});

test('faces are pictures, for those who may see them', async () => {
  const { lan } = await two();
  const zhe = await lan.uinOf(70002);
  const face = await lan.get(`/cgi/svr/face/getface?cache=0&type=1&fid=0&uin=${zhe}&vfwebqq=${lan.vfwebqq}`);
  expect(face.headers['content-type']).toBe('image/png');
  const group = (await lan.groups())[0];
  for (const id of [group?.code, group?.gid]) {
    expect((await lan.get(`/cgi/svr/face/getface?type=4&uin=${id}&vfwebqq=${lan.vfwebqq}`)).status).toBe(200);
  }
  expect((await lan.get(`/cgi/svr/face/getface?type=1&uin=70002&vfwebqq=${lan.vfwebqq}`)).status).toBe(404);
  expect((await lan.get(`/cgi/svr/face/getface?type=1&uin=${zhe}&vfwebqq=wrong`)).status).toBe(404);
});

test('a ticket of another session opens nothing, and numbers of another session mean nothing', async () => {
  const { lan, server } = await two();
  const zhe = await new HistoricClient(server.url, 70002).signIn();
  const group = (await zhe.groups())[0];
  const info = await lan.get(`/api/get_group_info_ext2?gcode=${group?.code}&vfwebqq=${lan.vfwebqq}`);
  expect(info.text).toContain('"retcode":100001');
  expect((await lan.get('/api/get_friend_info2?tuin=70001&vfwebqq=0000')).text).toContain('"retcode":100000');
});

test('who is not a member learns nothing of a group', async () => {
  const { server } = await two();
  const nina = await new HistoricClient(server.url, 70003).signIn();
  expect((await nina.groups()).map(({ account }) => account)).toEqual([600100]);
});

test('unknown names answer 100001', async () => {
  const { lan } = await two();
  for (const path of ['/api/no_such', '/channel/no_such', '/api/constructor', '/channel/__proto__']) {
    const { status, text } = await lan.get(path);
    expect([status, JSON.parse(text).retcode]).toEqual([200, 100001]);
  }
});
