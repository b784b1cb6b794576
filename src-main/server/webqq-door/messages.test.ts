import { expect, test } from 'vitest';
import { content, freshDir, HistoricClient, serve, textOf } from './test-client.ts';

async function pair(options: Parameters<typeof serve>[0] = {}) {
  const server = await serve(options);
  const lan = await new HistoricClient(server.url, 70001).signIn();
  const zhe = await new HistoricClient(server.url, 70002).signIn();
  return { server, lan, zhe, toZhe: await lan.uinOf(70002), toLan: await zhe.uinOf(70001) };
}

test('messages both ways, in the delivered form', async () => {
  const { lan, zhe, toZhe, toLan } = await pair();
  expect(await lan.send(toZhe, '你好 & <b>&lt;</b> 😀')).toEqual({
    retcode: 0,
    result: 'ok',
    errCode: 0,
    msg: 'send ok',
  });
  const [item] = await zhe.receive(1);
  expect(item).toMatchObject({ poll_type: 'message', value: { from_uin: toLan, to_uin: 70002, msg_type: 9 } });
  expect(item?.value.content).toEqual([
    ['font', { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' }],
    '你好 & <b>&lt;</b> 😀',
    ['face', 14],
    '\n',
  ]);
  await zhe.send(String(toLan), 'back', { content: JSON.parse(content('back')) });
  expect(textOf((await lan.receive(1))[0])).toBe('back');
});

test('a body that is not percent-encoded, with a wrong type', async () => {
  const { lan, zhe, toZhe } = await pair();
  const r = JSON.stringify({ to: String(toZhe), content: content('100% a+b=c&d'), msg_id: '7', ...lan.session });
  const { text } = await lan.raw('/d/channel/send_buddy_msg2', `r=${r}`, 'text/plain');
  expect(JSON.parse(text).retcode).toBe(0);
  expect(textOf((await zhe.receive(1))[0])).toBe('100% a+b=c&d');
});

test('a group message reaches its members and nobody else', async () => {
  const { server, lan, zhe } = await pair();
  const nina = await new HistoricClient(server.url, 70003).signIn();
  const [, hiking] = await lan.groups();
  const [, zheGroup] = await zhe.groups();
  await lan.sendGroup(hiking?.gid ?? 0, 'up the hill');
  const [item] = await zhe.receive(1);
  expect(item).toMatchObject({
    poll_type: 'group_message',
    value: {
      from_uin: zheGroup?.gid,
      group_code: zheGroup?.code,
      send_uin: await zhe.uinOf(70001),
      seq: 1,
      msg_type: 43,
    },
  });
  // Nina is in the other group only: the next thing that she hears is said there.
  await lan.sendGroup((await lan.groups())[0]?.gid ?? 0, 'to all of us');
  const { result } = await nina.poll();
  expect(result?.filter(({ poll_type }) => poll_type === 'group_message').map(textOf)).toEqual(['to all of us']);
  expect((await nina.sendGroup(hiking?.gid ?? 0, 'x')).retcode).toBe(100001);
});

test('strangers cannot be written to', async () => {
  const { lan } = await pair();
  expect((await lan.send(70005, 'x')).retcode).toBe(100001);
  const group = (await lan.groups())[0];
  const { text } = await lan.get(`/api/get_group_info_ext2?gcode=${group?.code}&vfwebqq=${lan.vfwebqq}`);
  const tom = JSON.parse(text).result.minfo.find(({ account }: { account: number }) => account === 70005);
  expect((await lan.send(tom.uin, 'x')).retcode).toBe(100001);
});

test('limits: empty, malformed, too long, and just not too long', async () => {
  const { lan, zhe, toZhe } = await pair();
  for (const content of ['[]', '', '["a"', 'plain', null, 5]) {
    expect((await lan.send(toZhe, '', { content })).retcode).toBe(100006);
  }
  expect((await lan.send(toZhe, '', { content: JSON.stringify(['好'.repeat(33_334)]) })).retcode).toBe(100006);
  expect((await lan.send(toZhe, '', { content: JSON.stringify(['好'.repeat(33_333)]) })).retcode).toBe(0);
  expect(textOf((await zhe.receive(1))[0])).toHaveLength(33_333);
  const huge = await lan.raw('/channel/send_buddy_msg2', `r=${'x'.repeat(1_100_000)}`);
  expect(JSON.parse(huge.text).retcode).toBe(100006);
});

test('messages for somebody who is away come at the next sign-in, in order, before new ones', async () => {
  const dir = freshDir();
  const { server, lan, zhe, toZhe } = await pair({ dir });
  await zhe.get(`/channel/logout2?ids=&clientid=${zhe.clientid}&psessionid=${zhe.psessionid}&t=1`);
  for (let index = 0; index < 250; index += 1) await lan.send(toZhe, `old ${index}`);
  await server.close();

  const again = await serve({ dir });
  const back = await new HistoricClient(again.url, 70002).signIn();
  const sender = await new HistoricClient(again.url, 70001).signIn();
  await sender.send(await sender.uinOf(70002), 'new');
  const items = await back.receive(251);
  expect(items.map(textOf)).toEqual([...Array.from({ length: 250 }, (_, index) => `old ${index}`), 'new']);
});

test('what was delivered and not acknowledged comes again, under the same id, also after a restart', async () => {
  const dir = freshDir();
  const { server, lan, zhe, toZhe } = await pair({ dir });
  await lan.send(toZhe, 'one');
  const [first] = await zhe.receive(1);
  await zhe.signIn();
  const [again] = await zhe.receive(1);
  expect([again?.value.msg_id, again?.value.msg_id2, again?.value.time]).toEqual([
    first?.value.msg_id,
    first?.value.msg_id2,
    first?.value.time,
  ]);
  await server.close();
  const restarted = await serve({ dir });
  expect((await zhe.poll().catch(() => undefined))?.retcode).toBeUndefined();
  const back = await new HistoricClient(restarted.url, 70002).signIn();
  expect((await back.receive(1))[0]?.value.msg_id).toBe(first?.value.msg_id);
});

test('what was acknowledged by the next poll never comes again', async () => {
  const dir = freshDir();
  const { server, lan, zhe, toZhe } = await pair({ dir });
  await lan.send(toZhe, 'one');
  await zhe.receive(1);
  const waiting = zhe.poll();
  await lan.send(toZhe, 'two');
  expect((await waiting).result?.map(textOf)).toEqual(['two']);
  await server.close();
  const restarted = await serve({ dir });
  const back = await new HistoricClient(restarted.url, 70002).signIn();
  expect((await back.poll()).result?.map(textOf)).toEqual(['two']);
});

test('an answer that was lost on the way comes again', async () => {
  const { server, lan, zhe, toZhe } = await pair();
  await lan.send(toZhe, 'precious');
  server.faults.add('/channel/poll2', 1, { kind: 'cut' });
  await expect(zhe.poll()).rejects.toThrow();
  expect((await zhe.poll()).result?.map(textOf)).toEqual(['precious']);
});

test('a client that numbers what it got is given everything behind it', async () => {
  const { lan, zhe, toZhe } = await pair();
  await lan.send(toZhe, 'one');
  const first = await zhe.poll({ answer: 0 });
  const again = await zhe.poll({ answer: 0 });
  expect(again.result?.map(textOf)).toEqual(['one']);
  await lan.send(toZhe, 'two');
  const next = await zhe.poll({ answer: again.answer });
  expect([first.answer, next.result?.map(textOf)]).toEqual([1, ['two']]);
});

test('copies: by key for good, by msg_id in the session', async () => {
  const { server, lan, zhe, toZhe } = await pair();
  await lan.send(toZhe, 'keyed', { key: 'k1' });
  expect((await lan.send(toZhe, 'keyed', { key: 'k1' })).retcode).toBe(0);
  server.faults.add('/channel/send_buddy_msg2', 1, { kind: 'cut' });
  await expect(lan.send(toZhe, 'cut', { key: 'k2' })).rejects.toThrow();
  await lan.signIn();
  const uin = await lan.uinOf(70002);
  expect((await lan.send(uin, 'cut', { key: 'k2' })).retcode).toBe(0);
  await lan.send(uin, 'same id', { msg_id: 5 });
  await lan.send(uin, 'same id', { msg_id: 5 });
  await lan.send(uin, 'other text', { msg_id: 5 });
  await zhe.send(await zhe.uinOf(70001), 'keyed', { key: 'k1' });
  expect((await zhe.receive(4)).map(textOf)).toEqual(['keyed', 'cut', 'same id', 'other text']);
  expect(textOf((await lan.receive(1))[0])).toBe('keyed');
});

test('the key of a group picture is no message key', async () => {
  const { lan, zhe } = await pair();
  const group = (await lan.groups())[1];
  await lan.sendGroup(group?.gid ?? 0, 'one', { key: 'k7Jd02mXqP1', sig: '6f21' });
  await lan.sendGroup(group?.gid ?? 0, 'two', { key: 'k7Jd02mXqP1', sig: '6f21' });
  expect((await zhe.receive(2)).map(textOf)).toEqual(['one', 'two']);
});

test('a thousand messages keep their order', async () => {
  const { lan, zhe, toZhe } = await pair();
  const texts = Array.from({ length: 1_000 }, (_, index) => `m${index}`);
  const received = zhe.receive(texts.length);
  for (let index = 0; index < texts.length; index += 20) {
    // Within one turn the server takes them as they come in; each batch waits for the one before.
    await Promise.all(texts.slice(index, index + 20).map((text) => lan.send(toZhe, text, { key: text })));
  }
  const items = await received;
  expect(items.map(textOf).toSorted()).toEqual(texts.toSorted());
  const ids = items.map(({ value }) => Number(value.msg_id));
  expect(ids).toEqual(ids.toSorted((left, right) => left - right));
  const batches = items.map((item) => Math.floor(Number(String(textOf(item)).slice(1)) / 20));
  expect(batches).toEqual(batches.toSorted((left, right) => left - right));
});

test('an idle poll ends by itself, a second poll ends the first', async () => {
  const { zhe } = await pair({ pace: { hold: 50 } });
  expect(await zhe.poll()).toEqual({ retcode: 102, errmsg: '' });
  const slow = await pair();
  const polls = [slow.zhe.poll(), slow.zhe.poll()];
  expect((await Promise.race(polls)).retcode).toBe(102);
  await slow.lan.send(slow.toZhe, 'x');
  expect((await Promise.all(polls)).flatMap(({ result }) => result?.map(textOf) ?? [])).toEqual(['x']);
});

test('without a session nothing is polled or sent', async () => {
  const { lan, zhe } = await pair();
  zhe.psessionid = 'wrong';
  expect((await zhe.poll()).retcode).toBe(103);
  const r = { clientid: 'other', psessionid: lan.psessionid, key: 0, ids: [] };
  expect((await lan.post('/channel/poll2', r)).retcode).toBe(122);
});

test('the robots answer', async () => {
  const { lan, zhe } = await pair();
  await lan.send(await lan.uinOf(70010), 'repeat after me');
  expect(textOf((await lan.receive(1))[0])).toBe('repeat after me');
  await lan.send(await lan.uinOf(70011), '几点了？');
  expect(textOf((await lan.receive(1))[0])).toMatch(/^现在是.*。$/);
  await lan.send(await lan.uinOf(70011), 'what time is it?');
  expect(textOf((await lan.receive(1))[0])).toMatch(/^It is .* now\.$/);
  const group = (await lan.groups())[1];
  await lan.sendGroup(group?.gid ?? 0, 'the chip shop');
  await lan.sendGroup(group?.gid ?? 0, '大家好');
  expect(textOf((await lan.receive(1))[0])).toMatch(/^小岚，你好！现在是/);
  expect((await zhe.receive(3)).map(textOf)).toEqual(['the chip shop', '大家好', expect.stringContaining('小岚')]);
});
