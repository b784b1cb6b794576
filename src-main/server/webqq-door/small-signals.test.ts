import { expect, test } from 'vitest';
import { HistoricClient, type Item, serve, textOf } from './test-client.ts';

async function pair() {
  const server = await serve();
  const lan = await new HistoricClient(server.url, 70001).signIn();
  const zhe = await new HistoricClient(server.url, 70002).signIn();
  return { server, lan, zhe, toZhe: await lan.uinOf(70002), toLan: await zhe.uinOf(70001) };
}

/** webqq.md 9.5. */
async function signal(client: HistoricClient, name: 'shake2' | 'input_notify2', to: number | string) {
  const { clientid, psessionid } = client;
  const query = `to_uin=${to}&clientid=${clientid}&psessionid=${psessionid}&t=1362100000000`;
  return (await client.get(`/channel/${name}?${query}`)).text;
}

async function heard(client: HistoricClient, count: number): Promise<Item[]> {
  const items: Item[] = [];
  while (items.length < count) {
    const { result } = await client.poll();
    items.push(...(result ?? []).toReversed().filter(({ poll_type }) => poll_type !== 'buddies_status_change'));
  }
  return items;
}

const ok = '{"retcode":0,"result":"ok"}';

test('a shake and a typing notice arrive in the forms of the reference, in their order among messages', async () => {
  const { lan, zhe, toZhe, toLan } = await pair();
  await lan.send(toZhe, 'zero');
  await heard(zhe, 1);
  expect(await signal(lan, 'input_notify2', toZhe)).toBe(ok);
  await lan.send(toZhe, 'one');
  expect(await signal(lan, 'shake2', toZhe)).toBe(ok);
  await lan.send(toZhe, 'two');
  const items = await heard(zhe, 4);
  expect(items.map(({ poll_type }) => poll_type)).toEqual(['input_notify', 'message', 'shake_message', 'message']);
  expect(items[0]?.value).toMatchObject({ msg_type: 121, from_uin: toLan, to_uin: 70002, reply_ip: 0 });
  expect(items[2]?.value).toMatchObject({ msg_type: 9, from_uin: toLan, to_uin: 70002, reply_ip: 0 });
  expect(items[2]?.value.msg_id).not.toBe(items[1]?.value.msg_id);
});

test('too often has the code for throttled, and the other person hears nothing of it', async () => {
  const { lan, zhe, toZhe } = await pair();
  for (const name of ['shake2', 'input_notify2'] as const) {
    expect(await signal(lan, name, toZhe)).toBe(ok);
    expect(JSON.parse(await signal(lan, name, toZhe))).toMatchObject({ retcode: 1202 });
  }
  await lan.send(toZhe, 'after');
  const items = await heard(zhe, 3);
  expect(items.map(({ poll_type }) => poll_type)).toEqual(['shake_message', 'input_notify', 'message']);
});

test('strangers, nonsense and oneself are no target', async () => {
  const { lan } = await pair();
  const group = (await lan.groups())[0];
  const { text } = await lan.get(`/api/get_group_info_ext2?gcode=${group?.code}&vfwebqq=${lan.vfwebqq}`);
  const tom = JSON.parse(text).result.minfo.find(({ account }: { account: number }) => account === 70005);
  for (const to of [tom.uin, 70001, 70002, '', 'x', group?.gid ?? 0]) {
    for (const name of ['shake2', 'input_notify2'] as const) {
      expect(JSON.parse(await signal(lan, name, to))).toMatchObject({ retcode: 100001 });
    }
  }
});

test('a shake for somebody who is away is accepted, and gone', async () => {
  const { lan, zhe, toZhe } = await pair();
  await zhe.get(`/channel/logout2?ids=&clientid=${zhe.clientid}&psessionid=${zhe.psessionid}&t=1`);
  expect(await signal(lan, 'shake2', toZhe)).toBe(ok);
  await lan.send(toZhe, 'read this later');
  await zhe.signIn();
  const items = await heard(zhe, 1);
  expect(items.map(textOf)).toEqual(['read this later']);
});

test('a shake whose answer was lost comes again under the same id', async () => {
  const { lan, zhe, toZhe } = await pair();
  await signal(lan, 'shake2', toZhe);
  const shakes = ({ result }: Awaited<ReturnType<HistoricClient['poll']>>) =>
    (result ?? []).filter(({ poll_type }) => poll_type === 'shake_message').map(({ value }) => value.msg_id);
  const first = shakes(await zhe.poll({ answer: 0 }));
  expect(first).toHaveLength(1);
  expect(shakes(await zhe.poll({ answer: 0 }))).toEqual(first);
});
