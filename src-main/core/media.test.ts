import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asPeerId } from '#shared/ids.ts';
import { openWorld, signedIn } from './testing/world.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const lin = asPeerId('2001');
const { signal } = new AbortController();

async function withLin() {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  const contacts = [{ id: lin, nick: 'Lin', remark: '', categoryId: '0' }];
  await puppet.emit({ kind: 'roster', categories: [], contacts });
  const fetch = () => world.core.media.fetchAvatar({ accountId, kind: 'person', id: lin }, signal);
  const avatar = () => world.core.hub.snapshot().contacts[0]?.avatar;
  return { world, puppet, accountId, fetch, avatar };
}

test('An avatar is stored under its hash, once, and asked for once', async () => {
  const { world, puppet, fetch, avatar } = await withLin();
  const fetched = fetch();
  (await world.hand.asked('fetchAvatar')).answer({ bytes: png });
  await fetched;
  const hash = avatar() ?? '';
  const file = world.core.media.file(hash);
  expect(file?.type).toBe('image/png');
  expect(readFileSync(file?.path ?? '')).toEqual(png);
  await fetch();
  expect(puppet.asked).toHaveLength(1);
  expect(world.core.media.file('../secrets.json')).toBeUndefined();
  expect(world.core.media.file('0'.repeat(64))).toBeUndefined();
});

test.each([
  ['no picture', undefined],
  ['a web page', { bytes: Buffer.from('<html>') }],
  ['an endless picture', { bytes: Buffer.concat([png, Buffer.alloc(3_000_000)]) }],
])('Where the service has %s, it is not asked again in this run', async (_, answer) => {
  const { world, puppet, fetch, avatar } = await withLin();
  const fetched = fetch();
  (await world.hand.asked('fetchAvatar')).answer(answer);
  await fetched;
  await fetch();
  expect(puppet.asked).toHaveLength(1);
  expect(avatar()).toBeUndefined();
});

test('A failure is told and may be tried again', async () => {
  const { world, fetch } = await withLin();
  const fetched = fetch();
  (await world.hand.asked('fetchAvatar')).refuse(new AppError('timeout'));
  await expect(fetched).rejects.toMatchObject({ code: 'timeout' });
  const again = fetch();
  (await world.hand.asked('fetchAvatar', 1)).answer(undefined);
  await again;
});

test('Forgetting an account deletes its pictures', async () => {
  const { world, accountId, fetch } = await withLin();
  const fetched = fetch();
  (await world.hand.asked('fetchAvatar')).answer({ bytes: png });
  await fetched;
  await world.core.accounts.forget({ accountId });
  const media = join(world.dir, 'media');
  expect(readdirSync(media).flatMap((folder) => readdirSync(join(media, folder)))).toEqual([]);
});
