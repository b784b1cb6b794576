import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asMessageKey, asPeerId, conversationId } from '#shared/ids.ts';
import { createStagehand, incoming, puppetCan } from './testing/puppet.ts';
import { createWatcher, openWorld, say, signedIn, soon, stored, type World } from './testing/world.ts';

const lin = asPeerId('2001');
const nudge = (chat: Parameters<typeof stored>[1], key: string) => ({ conversationId: chat, key: asMessageKey(key) });
const states = (world: World, chat: Parameters<typeof stored>[1]) =>
  stored(world, chat).map(({ segments, state }) => `${segments[0]?.kind} ${state}`);
const become = (world: World, chat: Parameters<typeof stored>[1], expected: string[]) =>
  soon(() => expect(states(world, chat)).toEqual(expected));

test('A shake is a message in its place: stored, sent in order, and the draft stays', async () => {
  const world = openWorld();
  const { chat, puppet, accountId } = await signedIn(world);
  world.core.conversations.open({ accountId, kind: 'person', peerId: lin });
  const draft = { segments: [{ kind: 'text' as const, text: 'half' }] };
  world.core.conversations.saveDraft({ conversationId: chat, draft });
  world.core.sender.shake(nudge(chat, 'n1'));
  world.core.sender.shake(nudge(chat, 'n1'));
  expect(states(world, chat)).toEqual(['shake sending']);
  expect(world.core.hub.snapshot().conversations[0]?.draft).toEqual(draft);
  world.core.sender.send(say(chat, 'k2'));
  const question = await world.hand.asked('shake');
  expect(question.what).toEqual({ id: lin });
  expect(puppet.asked).toHaveLength(1);
  question.answer(undefined);
  (await world.hand.asked('sendMessage')).answer({});
  await become(world, chat, ['shake sent', 'text sent']);
});

test('A shake means now: one try, and no waiting for the connection', async () => {
  const world = openWorld({ hand: createStagehand({ ...puppetCan, safeResend: true }) });
  const { chat, puppet } = await signedIn(world);
  world.core.sender.shake(nudge(chat, 'a'));
  (await world.hand.asked('shake')).refuse(new AppError('rate-limited'));
  await become(world, chat, ['shake failed']);
  expect(stored(world, chat)[0]?.error?.code).toBe('rate-limited');
  world.core.sender.retry(nudge(chat, 'a'));
  // Nobody knows whether it arrived, and the service tells no copies of it.
  (await world.hand.asked('shake', 1)).refuse(new AppError('server-down', { detail: { sent: true } }));
  await become(world, chat, ['shake unsure']);
  await puppet.emit({ kind: 'reconnecting', error: new AppError('timeout') });
  expect(() => world.core.sender.shake(nudge(chat, 'b'))).toThrow(expect.objectContaining({ code: 'timeout' }));
  world.core.sender.retry(nudge(chat, 'a'));
  await become(world, chat, ['shake unsure']);
  expect(puppet.asked).toHaveLength(2);
});

test('A shake left over by an earlier run is not sent by the next', async () => {
  const hand = createStagehand({ ...puppetCan, safeResend: true });
  const world = openWorld({ hand });
  const { chat } = await signedIn(world);
  world.core.sender.shake(nudge(chat, 'a'));
  await hand.asked('shake');
  await Promise.all([world.core.close(), Promise.resolve(hand.end())]);
  const again = openWorld({ dir: world.dir });
  expect(states(again, chat)).not.toEqual(['shake sending']);
});

test('Only buddies can be shaken, and only where the service can', async () => {
  const world = openWorld({ hand: createStagehand({ ...puppetCan, asks: ['sendMessage'] }) });
  const { chat } = await signedIn(world);
  const refused = expect.objectContaining({ code: 'not-supported' });
  expect(() => world.core.sender.shake(nudge(chat, 'a'))).toThrow(refused);
  const able = openWorld();
  const { accountId } = await signedIn(able);
  const group = conversationId({ accountId, kind: 'group', peerId: asPeerId('900') });
  expect(() => able.core.sender.shake(nudge(group, 'a'))).toThrow(refused);
  // A shake cannot come in by the way of texts.
  const smuggled = { ...nudge(conversationId({ accountId, kind: 'person', peerId: lin }), 'b'), segments: [] };
  expect(() => able.core.sender.send({ ...smuggled, segments: [{ kind: 'shake' }] })).toThrow(refused);
});

test('An incoming shake counts as unread, once, however often it comes', async () => {
  const world = openWorld();
  const { puppet, chat } = await signedIn(world);
  const message = incoming('shake.1.2.3', '', { segments: [{ kind: 'shake' }] });
  await puppet.emit({ kind: 'message', message }, { kind: 'message', message });
  await puppet.emit({ kind: 'message', message });
  expect(states(world, chat)).toEqual(['shake received']);
  expect(world.core.hub.snapshot().conversations[0]).toMatchObject({
    unread: 1,
    last: { segments: [{ kind: 'shake' }] },
  });
});

test('Typing is told to those who watch the chat, and not stored', async () => {
  const world = openWorld();
  const { puppet, chat } = await signedIn(world);
  const [watching, other] = [createWatcher(), createWatcher()];
  watching.watched.add(chat);
  world.core.hub.attach(watching);
  world.core.hub.attach(other);
  await puppet.emit({ kind: 'typing', peer: { kind: 'person', id: lin }, until: 1_700_000_106_000 });
  expect(watching.last('typing')).toEqual({ kind: 'typing', conversationId: chat, until: 1_700_000_106_000 });
  expect(other.batches).toEqual([]);
  expect(world.core.hub.snapshot().conversations).toEqual([]);
});

test('Typing is told once the account is online, and never while invisible; a refusal is nobody’s trouble', async () => {
  const world = openWorld();
  const { puppet, chat } = await signedIn(world);
  const signal = new AbortController().signal;
  const told = world.core.sender.notifyTyping({ conversationId: chat }, signal);
  const question = await world.hand.asked('notifyTyping');
  expect(question.what).toEqual({ id: lin });
  question.refuse(new AppError('rate-limited'));
  await told;
  await puppet.emit({ kind: 'self', id: asPeerId('1000'), status: 'hidden' });
  await world.core.sender.notifyTyping({ conversationId: chat }, signal);
  await puppet.emit({ kind: 'self', id: asPeerId('1000'), status: 'online' });
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
  await world.core.sender.notifyTyping({ conversationId: chat }, signal);
  expect(puppet.asked).toHaveLength(1);
});
