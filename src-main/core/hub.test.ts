import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { asAccountId, asPeerId } from '#shared/ids.ts';
import { groupThread } from './state.ts';
import { incoming } from './testing/puppet.ts';
import { createWatcher, openWorld, personChat, rows, say, signedIn, soon, stored } from './testing/world.ts';

const lin = asPeerId('2001');

test('A fact is on the disk before any front hears of it', async () => {
  const world = openWorld();
  const { accountId, puppet } = await signedIn(world);
  const reader = new DatabaseSync(`${world.dir}/history.db`, { readOnly: true });
  const seen: unknown[] = [];
  const watcher = createWatcher(() => {
    seen.push(
      reader
        .prepare('SELECT sender, state FROM message')
        .all()
        .map((row) => ({ ...row })),
    );
  });
  watcher.watched.add(personChat(accountId));
  world.core.hub.attach(watcher);
  await puppet.emit({ kind: 'message', message: incoming('1', 'hello') });
  expect(seen).toEqual([[{ sender: '2001', state: 'received' }]]);
  reader.close();
});

test('Many facts are one delivery to each front', async () => {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  const [open, closed] = [createWatcher(), createWatcher()];
  open.watched.add(personChat(accountId));
  world.core.hub.attach(open);
  world.core.hub.attach(closed);
  await puppet.emit(
    ...Array.from({ length: 50 }, (_, index) => ({ kind: 'message' as const, message: incoming(`${index}`, 'hi') })),
  );
  expect(open.batches).toHaveLength(1);
  expect(open.batches[0]?.map(({ kind }) => kind)).toEqual([...Array(50).fill('message'), 'conversation']);
  expect(closed.batches).toHaveLength(1);
  expect(closed.batches[0]?.map(({ kind }) => kind)).toEqual(['conversation']);
  expect(closed.last('conversation')?.conversation).toMatchObject({ title: 'Lin Mei', unread: 50 });
});

test('Members go only to fronts that watch the group', async () => {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  const [open, closed] = [createWatcher(), createWatcher()];
  open.watched.add(groupThread(accountId, asPeerId('900')));
  world.core.hub.attach(open);
  world.core.hub.attach(closed);
  const member = { id: lin, nick: 'Lin', card: '', role: 'owner', presence: 'online' } as const;
  await puppet.emit({ kind: 'members', groupId: asPeerId('900'), members: [member] });
  expect(open.last('members')?.members).toEqual([member]);
  expect(closed.batches).toEqual([]);
});

test('A snapshot and the events after it make the state of the next snapshot', async () => {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  const watcher = createWatcher();
  const before = world.core.hub.snapshot();
  world.core.hub.attach(watcher);
  await puppet.emit(
    { kind: 'self', id: asPeerId('1000'), nick: 'Me', signature: 'here' },
    {
      kind: 'roster',
      categories: [{ id: '0', name: '', sort: 0 }],
      contacts: [{ id: lin, nick: 'Lin', remark: '', categoryId: '0' }],
    },
    { kind: 'presence', complete: true, presences: [{ id: lin, presence: 'away', client: 'phone' }] },
  );
  expect(before.contacts).toEqual([]);
  expect(watcher.batches).toHaveLength(1);
  const after = world.core.hub.snapshot();
  expect(after.contacts).toEqual([watcher.last('contact')?.contact]);
  expect(after.contacts[0]).toMatchObject({ accountId, nick: 'Lin', presence: 'away', client: 'phone' });
  expect(after.accounts).toEqual([watcher.last('account')?.account]);
});

test('A front that left hears nothing more', async () => {
  const world = openWorld();
  const { puppet } = await signedIn(world);
  const watcher = createWatcher();
  world.core.hub.attach(watcher)();
  await puppet.emit({ kind: 'message', message: incoming('1', 'hello') });
  expect(watcher.batches).toEqual([]);
});

test('A batch that cannot be stored changes and announces nothing', async () => {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  const watcher = createWatcher();
  world.core.hub.attach(watcher);
  const blocker = new DatabaseSync(`${world.dir}/history.db`);
  blocker.exec("CREATE TRIGGER no BEFORE INSERT ON message BEGIN SELECT raise(ABORT, 'no'); END");
  const failed = puppet.emit(
    { kind: 'self', id: asPeerId('1000'), nick: 'New' },
    { kind: 'message', message: incoming('1', 'a') },
  );
  await expect(failed).rejects.toMatchObject({ code: 'storage' });
  expect(watcher.batches).toEqual([]);
  expect(world.core.hub.state.accounts.get(accountId)?.nick).toBe('1000');
  blocker.exec('DROP TRIGGER no');
  blocker.close();
  await puppet.emit({ kind: 'message', message: incoming('1', 'a') });
  expect(rows(world, personChat(accountId))).toEqual(['a: received']);
});

test('A message delivered twice is one row, in one batch or in two', async () => {
  const world = openWorld();
  const { puppet, chat } = await signedIn(world);
  const message = incoming('7', 'once');
  await puppet.emit({ kind: 'message', message }, { kind: 'message', message });
  await puppet.emit({ kind: 'message', message });
  expect(rows(world, chat)).toEqual(['once: received']);
});

test('The same server id in two conversations is two messages', async () => {
  const world = openWorld();
  const { puppet, accountId, chat } = await signedIn(world);
  await puppet.emit(
    { kind: 'message', message: incoming('7', 'private') },
    { kind: 'message', message: incoming('7', 'public', { group: '900' }) },
  );
  expect(rows(world, chat)).toEqual(['private: received']);
  expect(rows(world, groupThread(accountId, asPeerId('900')))).toEqual(['public: received']);
});

test('Messages stand in the order in which they came, also with equal, wrong or senseless times', async () => {
  const world = openWorld();
  const { puppet, chat } = await signedIn(world);
  const times = [1_700_000_000_000, 1_700_000_000_000, 5e15, 1_600_000_000_000, Number.NaN, 1.5];
  for (const [index, time] of times.entries()) {
    await puppet.emit({ kind: 'message', message: incoming(`${index}`, `${index}`, { time }) });
  }
  world.core.sender.send(say(chat, 'mine'));
  expect(stored(world, chat).map(({ segments }) => segments[0])).toEqual(
    ['0', '1', '2', '3', '4', '5', 'mine'].map((text) => ({ kind: 'text', text })),
  );
  const orders = stored(world, chat).map(({ order }) => order);
  expect(orders.every(Number.isSafeInteger)).toBe(true);
  expect(orders).toEqual([...new Set(orders)].sort((one, other) => one - other));
});

test('An own message that comes back is sent, not received, and never unread', async () => {
  const world = openWorld();
  const { puppet, chat } = await signedIn(world);
  const peer = { kind: 'person', id: lin } as const;
  await puppet.emit({ kind: 'message', message: incoming('1', 'from my phone', { peer, senderId: asPeerId('1000') }) });
  expect(rows(world, chat)).toEqual(['from my phone: sent']);
  expect(world.core.hub.snapshot().conversations[0]).toMatchObject({ unread: 0 });
});

test('Facts for an account that is gone are refused', () => {
  const world = openWorld();
  expect(() => world.core.hub.commit(asAccountId('nobody'), [{ kind: 'online' }])).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
});

test('Members are asked for in the background, once a minute, and stay with the session', async () => {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  const groupId = asPeerId('900');
  const refresh = () => world.core.accounts.refreshMembers({ accountId, groupId }).members;
  expect(refresh()).toEqual([]);
  const question = await world.hand.asked('fetchMembers');
  const member = { id: lin, nick: 'Lin', card: 'L', role: 'admin', presence: 'online' } as const;
  await puppet.emit({ kind: 'members', groupId, members: [member] });
  question.answer(undefined);
  expect(refresh()).toEqual([member]);
  expect(puppet.asked).toHaveLength(1);
  world.clock.now += 61_000;
  refresh();
  await world.hand.asked('fetchMembers', 1);
  void world.core.accounts.signOut({ accountId });
  await soon(() => expect(puppet.asked[1]?.signal.aborted).toBe(true));
});
