import { cpSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asMessageKey, asPeerId, conversationId } from '#shared/ids.ts';
import { createStagehand, incoming, puppetCan } from './testing/puppet.ts';
import {
  createWatcher,
  openWorld,
  rows,
  say,
  signedIn,
  soon,
  stored,
  temporaryFolder,
  type World,
} from './testing/world.ts';

const safe = { ...puppetCan, safeResend: true };
const lin = { kind: 'person', id: asPeerId('2001') } as const;

/** The rows once they are as expected. */
const become = (world: World, chat: Parameters<typeof rows>[1], expected: string[]) =>
  soon(() => expect(rows(world, chat)).toEqual(expected));

test('A message is stored and announced as sending before the call returns, and sent after the answer', async () => {
  const world = openWorld();
  const { chat } = await signedIn(world);
  const watcher = createWatcher();
  watcher.watched.add(chat);
  world.core.hub.attach(watcher);
  world.core.sender.send(say(chat, 'k1', 'hello'));
  expect(watcher.batches).toHaveLength(1);
  expect(watcher.last('message')?.message).toMatchObject({ key: 'k1', state: 'sending', senderId: '1000' });
  expect(watcher.last('conversation')?.conversation.last).toMatchObject({ state: 'sending' });
  const place = stored(world, chat)[0]?.order;
  const question = await world.hand.asked('sendMessage');
  expect(question.what).toEqual({ peer: lin, key: 'k1', segments: [{ kind: 'text', text: 'hello' }] });
  question.answer({ serverId: 's1' });
  await become(world, chat, ['hello: sent']);
  expect(stored(world, chat)[0]).toMatchObject({ key: 'k1', serverId: 's1', order: place });
});

test('A known key is ignored', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  world.core.sender.send(say(chat, 'k1'));
  world.core.sender.send(say(chat, 'k1', 'other'));
  (await world.hand.asked('sendMessage')).answer({});
  await become(world, chat, ['k1: sent']);
  world.core.sender.send(say(chat, 'k1'));
  expect(puppet.asked).toHaveLength(1);
});

test('One conversation sends one after the other, and another does not wait for it', async () => {
  const world = openWorld();
  const { chat, puppet, accountId } = await signedIn(world);
  const group = conversationId({ accountId, kind: 'group', peerId: asPeerId('900') });
  for (const key of ['a', 'b', 'c']) world.core.sender.send(say(chat, key));
  world.core.sender.send(say(group, 'g'));
  await world.hand.asked('sendMessage', 1);
  const keys = () => puppet.asked.map(({ what }) => (what as { key: string }).key);
  expect(keys()).toEqual(['a', 'g']);
  for (const index of [0, 2, 3]) (await world.hand.asked('sendMessage', index)).answer({});
  await become(world, chat, ['a: sent', 'b: sent', 'c: sent']);
  expect(keys()).toEqual(['a', 'g', 'b', 'c']);
});

test('A refused message fails with the reason and does not hold back the next', async () => {
  const world = openWorld();
  const { chat } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  world.core.sender.send(say(chat, 'b'));
  (await world.hand.asked('sendMessage')).refuse(new AppError('rejected', { detail: { retcode: 1 } }));
  (await world.hand.asked('sendMessage', 1)).answer({});
  await become(world, chat, ['a: failed', 'b: sent']);
  expect(stored(world, chat)[0]?.error).toEqual({ code: 'rejected', retry: 'never', detail: { retcode: 1 } });
});

test('What certainly did not arrive waits for the connection and keeps its order', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  const first = await world.hand.asked('sendMessage');
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
  first.refuse(new AppError('offline'));
  world.core.sender.send(say(chat, 'b'));
  expect(rows(world, chat)).toEqual(['a: sending', 'b: sending']);
  await puppet.online();
  (await world.hand.asked('sendMessage', 1)).answer({});
  (await world.hand.asked('sendMessage', 2)).answer({});
  await become(world, chat, ['a: sent', 'b: sent']);
});

test('What may have arrived is unsure, and only a person sends it again, with the same key', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  world.core.sender.send(say(chat, 'b'));
  (await world.hand.asked('sendMessage')).refuse(new AppError('bad-reply'));
  (await world.hand.asked('sendMessage', 1)).answer({});
  await become(world, chat, ['a: unsure', 'b: sent']);
  expect(puppet.asked).toHaveLength(2);
  world.core.sender.retry({ conversationId: chat, key: asMessageKey('a') });
  const again = await world.hand.asked('sendMessage', 2);
  expect(again.what.key).toBe('a');
  again.answer({ serverId: 's' });
  await become(world, chat, ['a: sent', 'b: sent']);
});

test('Where the service discards copies, what may have arrived is repeated with the same key', async () => {
  const world = openWorld({ hand: createStagehand(safe) });
  const { chat } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  (await world.hand.asked('sendMessage')).refuse(new AppError('server-down'));
  const again = await world.hand.asked('sendMessage', 1);
  expect(again.what.key).toBe('a');
  again.answer({ serverId: 's' });
  await become(world, chat, ['a: sent']);
});

test('A sign-in that ends does not take the doubt away; a clear no does', async () => {
  const world = openWorld({ hand: createStagehand(safe) });
  const { chat, puppet, accountId } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  (await world.hand.asked('sendMessage')).refuse(new AppError('server-down'));
  (await world.hand.asked('sendMessage', 1)).refuse(new AppError('rejected'));
  await become(world, chat, ['a: failed']);
  world.core.sender.send(say(chat, 'b'));
  const question = await world.hand.asked('sendMessage', 2);
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
  question.refuse(new AppError('server-down'));
  await world.core.accounts.signOut({ accountId });
  await become(world, chat, ['a: failed', 'b: unsure']);
});

test('What was never written is repeated everywhere, and fails in the end', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  for (let index = 0; index < 5; index += 1) {
    (await world.hand.asked('sendMessage', index)).refuse(new AppError('timeout', { detail: { sent: false } }));
  }
  await become(world, chat, ['a: failed']);
  expect(puppet.asked).toHaveLength(5);
});

test('Repeating comes to an end: after five tries the person decides', async () => {
  const world = openWorld({ hand: createStagehand(safe) });
  const { chat, puppet } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  for (let index = 0; index < 5; index += 1) {
    (await world.hand.asked('sendMessage', index)).refuse(new AppError('server-down'));
  }
  await become(world, chat, ['a: unsure']);
  expect(puppet.asked).toHaveLength(5);
});

test('The echo of a message confirms it, by key or by server id, and makes no second row', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  const echo = (serverId: string, key?: string) =>
    puppet.emit({
      kind: 'message',
      message: incoming(serverId, 'x', { peer: lin, senderId: asPeerId('1000'), ...(key ? { key } : {}) }),
    });
  world.core.sender.send(say(chat, 'a'));
  world.core.sender.send(say(chat, 'b'));
  const first = await world.hand.asked('sendMessage');
  await echo('s1', 'a');
  expect(rows(world, chat)).toEqual(['a: sent', 'b: sending']);
  first.refuse(new AppError('timeout'));
  const second = await world.hand.asked('sendMessage', 1);
  await echo('s2');
  expect(rows(world, chat)).toEqual(['a: sent', 'b: sending', 'x: sent']);
  second.answer({ serverId: 's2' });
  await become(world, chat, ['a: sent', 'b: sent']);
  await echo('s2');
  await echo('s1', 'a');
  expect(rows(world, chat)).toEqual(['a: sent', 'b: sent']);
});

test('A stranger cannot take over a message by naming its key', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  await puppet.emit({ kind: 'message', message: incoming('1', 'fake', { key: 'a' }) });
  expect(rows(world, chat)).toEqual(['a: sending', 'fake: received']);
});

test('Sending reads everything before it and takes the draft away', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  await puppet.emit({ kind: 'message', message: incoming('1', 'hi') });
  world.core.conversations.saveDraft({ conversationId: chat, draft: { segments: [{ kind: 'text', text: 'hel' }] } });
  expect(world.core.hub.state.conversations.get(chat)).toMatchObject({ unread: 1, draft: {} });
  world.core.sender.send(say(chat, 'hello'));
  const after = world.core.hub.state.conversations.get(chat);
  expect(after?.unread).toBe(0);
  expect(after?.draft).toBeUndefined();
});

test('While signed out, kicked or in need of a sign-in a message fails with the reason', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  puppet.fail(new AppError('kicked'));
  await soon(() => expect(world.core.hub.snapshot().accounts[0]?.phase).toBe('kicked'));
  world.core.sender.send(say(chat, 'a'));
  await become(world, chat, ['a: failed']);
  expect(stored(world, chat)[0]?.error?.code).toBe('kicked');
});

test('Waiting messages fail when the person signs out, and can be sent again later', async () => {
  const world = openWorld();
  const { chat, puppet, accountId } = await signedIn(world);
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
  world.core.sender.send(say(chat, 'a'));
  await world.core.accounts.signOut({ accountId });
  await become(world, chat, ['a: failed']);
  await signedIn(world);
  world.core.sender.retry({ conversationId: chat, key: asMessageKey('a') });
  (await world.hand.asked('sendMessage')).answer({});
  await become(world, chat, ['a: sent']);
});

test('A message that waited more than ten minutes is not sent behind the back of the person', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
  world.core.sender.send(say(chat, 'a'));
  await soon(() => expect(rows(world, chat)).toEqual(['a: sending']));
  world.clock.now += 601_000;
  await puppet.online();
  await become(world, chat, ['a: failed']);
  expect(puppet.asked).toEqual([]);
});

test('Blank, too long and unsupported messages are refused before anything is stored', async () => {
  const world = openWorld({ hand: createStagehand({ ...puppetCan, sends: ['text'] }) });
  const { chat } = await signedIn(world);
  const { sender } = world.core;
  expect(() => sender.send(say(chat, 'a', ' \n'))).toThrow(expect.objectContaining({ code: 'bad-request' }));
  expect(() => sender.send(say(chat, 'a', '字'.repeat(334)))).toThrow(expect.objectContaining({ code: 'too-large' }));
  expect(() => sender.send({ ...say(chat, 'a'), segments: [{ kind: 'face', id: 1 }] })).toThrow(
    expect.objectContaining({ code: 'not-supported' }),
  );
  expect(() => world.core.conversations.openThread({ conversationId: chat, limit: 1 })).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
});

test('A message can be deleted, but not while it is being sent', async () => {
  const world = openWorld();
  const { chat } = await signedIn(world);
  const which = { conversationId: chat, key: asMessageKey('a') };
  world.core.sender.send(say(chat, 'a'));
  expect(() => world.core.sender.remove(which)).toThrow(expect.objectContaining({ code: 'not-allowed' }));
  (await world.hand.asked('sendMessage')).answer({});
  await become(world, chat, ['a: sent']);
  expect(() => world.core.sender.retry(which)).toThrow(expect.objectContaining({ code: 'not-allowed' }));
  world.core.sender.remove(which);
  expect(rows(world, chat)).toEqual([]);
  expect(() => world.core.sender.remove(which)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

/** What the disk holds at this very moment, as after a SIGKILL. */
function afterKill(world: World): string {
  const dir = temporaryFolder();
  cpSync(world.dir, dir, { recursive: true });
  return dir;
}

test('After a kill in the middle of sending nobody knows: unsure', async () => {
  const world = openWorld();
  const { chat } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  await world.hand.asked('sendMessage');
  const again = openWorld({ dir: afterKill(world), clock: world.clock });
  expect(rows(again, chat)).toEqual(['a: unsure']);
});

test('After a kill a young message goes out again where copies are discarded, an old one does not', async () => {
  const world = openWorld({ hand: createStagehand(safe) });
  const { chat } = await signedIn(world, { remember: true, autoSignIn: true });
  await soon(() => expect(world.core.hub.snapshot().accounts[0]?.remembered).toBe(true));
  world.core.sender.send(say(chat, 'old'));
  world.clock.now += 660_000;
  world.core.sender.send(say(chat, 'a'));
  world.core.sender.send(say(chat, 'b'));
  const again = openWorld({ dir: afterKill(world), clock: world.clock, hand: createStagehand(safe) });
  expect(rows(again, chat)).toEqual(['old: unsure', 'a: sending', 'b: sending']);
  again.core.start();
  await (await again.hand.puppet()).online();
  const first = await again.hand.asked('sendMessage');
  expect(first.what.key).toBe('a');
  first.answer({ serverId: '1' });
  (await again.hand.asked('sendMessage', 1)).answer({ serverId: '2' });
  await become(again, chat, ['old: unsure', 'a: sent', 'b: sent']);
});

test('At an orderly end what was never tried fails instead of being in doubt', async () => {
  const world = openWorld();
  const { chat, puppet } = await signedIn(world);
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
  world.core.sender.send(say(chat, 'a'));
  await world.core.close();
  expect(rows(openWorld({ dir: world.dir }), chat)).toEqual(['a: failed']);
});

test('At an orderly end a message under way gets its answer', async () => {
  const world = openWorld();
  const { chat } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  const question = await world.hand.asked('sendMessage');
  const closed = world.core.close();
  question.answer({ serverId: '1' });
  await closed;
  expect(rows(openWorld({ dir: world.dir }), chat)).toEqual(['a: sent']);
});

test('An outcome that could not be stored at first is stored later', async () => {
  const world = openWorld();
  const { chat } = await signedIn(world);
  world.core.sender.send(say(chat, 'a'));
  const question = await world.hand.asked('sendMessage');
  const blocker = new DatabaseSync(`${world.dir}/history.db`);
  blocker.exec("CREATE TRIGGER no BEFORE UPDATE ON message BEGIN SELECT raise(ABORT, 'no'); END");
  question.answer({ serverId: '1' });
  await soon(() =>
    expect(world.logged.filter((event) => event === 'sender.outcome-not-stored').length).toBeGreaterThan(1),
  );
  expect(rows(world, chat)).toEqual(['a: sending']);
  blocker.exec('DROP TRIGGER no');
  blocker.close();
  await become(world, chat, ['a: sent']);
});
