import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { passwordKey } from '#main/wire/webqq-password.ts';
import type { Segment } from '#shared/model.ts';
import { type House, openHouse } from './house.ts';
import type { HouseMessage } from './house-types.ts';
import { freshDir } from './webqq-door/test-client.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const text = (words: string): Segment[] => [{ kind: 'text', text: words }];

function open(dir = freshDir()): House {
  const house = openHouse(dir, quiet);
  let closed = false;
  const close = () => {
    if (!closed) house.close();
    closed = true;
  };
  onTestFinished(close);
  return { ...house, close };
}

function couple(house: House) {
  const mei = house.addPerson({ nick: '梅', password: 'p@ss' });
  const lin = house.addPerson({ nick: 'Lin', password: 'word' });
  house.befriend(mei, lin);
  return { mei, lin, toLin: { kind: 'person' as const, number: lin } };
}

test('everything survives a restart', async () => {
  const dir = freshDir();
  const house = open(dir);
  const { mei, lin, toLin } = couple(house);
  house.arrangeContact(mei, lin, { remark: '林', category: 1 });
  house.setSignature(mei, 'hi');
  const group = house.addGroup({
    name: 'g',
    memo: 'm',
    owner: lin,
    members: [{ number: mei, admin: true, card: 'M' }],
  });
  const font = { name: '黑体', size: 12, color: 'ff0000', bold: true, italic: false, underline: false };
  await house.post({ sender: mei, target: toLin, segments: text('one'), font });
  await house.post({ sender: mei, target: { kind: 'group', number: group }, segments: text('two') });
  const before = house.backlog(lin, 0, 10);
  house.acknowledge(lin, before[0]?.number ?? 0);
  house.close();

  const again = open(dir);
  expect(again.person(mei)).toEqual({ number: mei, nick: '梅', signature: 'hi' });
  expect(again.contacts(mei)).toEqual([{ number: lin, remark: '林', category: 1 }]);
  expect([...(again.group(group)?.members.values() ?? [])].map(({ role, card }) => [role, card])).toEqual([
    ['admin', 'M'],
    ['owner', ''],
  ]);
  expect(again.backlog(lin, 0, 10)).toEqual(before);
  expect(again.backlog(lin, again.acknowledged(lin), 10).map(({ segments }) => segments)).toEqual([text('two')]);
  expect(again.recent(mei, 5)).toEqual([{ kind: 'group', number: group }, toLin]);
  await again.post({ sender: mei, target: { kind: 'group', number: group }, segments: text('three') });
  expect(again.backlog(lin, 0, 10).at(-1)?.sequence).toBe(2);
});

test('secrets are never stored in clear, and the key is for the owner alone', () => {
  const dir = freshDir();
  const house = open(dir);
  const { mei } = couple(house);
  const key = passwordKey('p@ss', String(mei));
  expect(Buffer.from(house.passwordKey(mei) ?? [])).toEqual(Buffer.from(key));
  house.close();
  const stored = readFileSync(join(dir, 'server.db'));
  for (const secret of [Buffer.from(key), Buffer.from('p@ss'), Buffer.from(Buffer.from(key).toString('hex'))]) {
    expect(stored.includes(secret)).toBe(false);
  }
  expect(statSync(join(dir, 'server.key')).mode & 0o777).toBe(0o600);
  writeFileSync(join(dir, 'server.key'), Buffer.alloc(32));
  expect(open(dir).passwordKey(mei)).toBeUndefined();
});

test('only buddies and members may write', async () => {
  const house = open();
  const { mei, lin } = couple(house);
  const stranger = house.addPerson({ nick: 'x', password: 'x' });
  const group = house.addGroup({ name: 'g', owner: mei, members: [] });
  const refused = [
    { sender: stranger, target: { kind: 'person' as const, number: mei } },
    { sender: lin, target: { kind: 'group' as const, number: group } },
    { sender: mei, target: { kind: 'group' as const, number: 5 } },
  ];
  for (const draft of refused) {
    await expect(house.post({ ...draft, segments: text('x') })).rejects.toMatchObject({ code: 'not-allowed' });
  }
  expect([house.maySee(mei, lin), house.maySee(mei, mei), house.maySee(mei, stranger)]).toEqual([true, true, false]);
});

test('a copy is stored once, also within one commit; deliveries come in the order of their numbers', async () => {
  const house = open();
  const { mei, lin, toLin } = couple(house);
  const delivered: [HouseMessage, readonly number[]][] = [];
  house.listen((message, receivers) => delivered.push([message, receivers]));
  const post = (key: string) => house.post({ sender: mei, target: toLin, segments: text(key), key });
  const results = await Promise.all([post('a'), post('b'), post('a'), post('c')]);
  expect(results.map(({ stored }) => stored)).toEqual([true, true, false, true]);
  expect((await post('b')).stored).toBe(false);
  expect(delivered.map(([message, receivers]) => [message.segments, receivers])).toEqual(
    ['a', 'b', 'c'].map((key) => [text(key), [lin]]),
  );
  const numbers = delivered.map(([{ number }]) => number);
  expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
});

test('a new member does not get what was said before', async () => {
  const house = open();
  const { mei, lin, toLin } = couple(house);
  await house.post({ sender: mei, target: toLin, segments: text('early') });
  const newcomer = house.addPerson({ nick: 'new', password: 'x' });
  const group = house.addGroup({ name: 'g', owner: lin, members: [{ number: newcomer }] });
  await house.post({ sender: lin, target: { kind: 'group', number: group }, segments: text('welcome') });
  expect(house.backlog(newcomer, house.acknowledged(newcomer), 10).map(({ segments }) => segments)).toEqual([
    text('welcome'),
  ]);
});

test('an administrator is told what does not fit', () => {
  const house = open();
  const { mei, lin } = couple(house);
  const cases = [
    () => house.addPerson({ number: mei, nick: 'x', password: 'x' }),
    () => house.addPerson({ number: 10_000, nick: 'x', password: 'x' }),
    () => house.addPerson({ number: 2 ** 32, nick: 'x', password: 'x' }),
    () => house.addPerson({ nick: '  ', password: 'x' }),
    () => house.addGroup({ name: 'g', owner: 5, members: [] }),
    () => house.befriend(mei, 5),
    () => house.befriend(mei, mei),
    () => house.arrangeContact(lin, 5, {}),
  ];
  for (const attempt of cases) expect(attempt).toThrowError(expect.objectContaining({ code: 'bad-request' }));
  expect(house.addPerson({ number: 4_294_967_295, nick: 'last', password: 'x' })).toBe(4_294_967_295);
});
