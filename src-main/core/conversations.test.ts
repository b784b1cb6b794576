import { expect, test } from 'vitest';
import { asPeerId, type ConversationId } from '#shared/ids.ts';
import { incoming } from './testing/puppet.ts';
import { createWatcher, openWorld, personChat, signedIn, type World } from './testing/world.ts';

const lin = asPeerId('2001');
const row = ({ core }: World, id: ConversationId) => core.hub.snapshot().conversations.find((each) => each.id === id);
const texts = (page: { messages: { segments: unknown[] }[] }) =>
  page.messages.map(({ segments }) => (segments[0] as { text: string }).text);

/** `count` messages from Lin, with their numbers as texts. */
async function withMessages(count: number) {
  const world = openWorld();
  const { puppet, accountId, chat } = await signedIn(world);
  const messages = Array.from({ length: count }, (_, index) => ({
    kind: 'message' as const,
    message: incoming(`${index}`, `${index}`),
  }));
  await puppet.emit(...messages);
  return { world, puppet, accountId, chat, conversations: world.core.conversations };
}

test('Opening a conversation shows it under the name of the buddy, and later under the new one', async () => {
  const world = openWorld();
  const { puppet, accountId, chat } = await signedIn(world);
  const contacts = [{ id: lin, nick: 'Lin', remark: '', categoryId: '0' }];
  await puppet.emit({ kind: 'roster', categories: [], contacts });
  const opened = world.core.conversations.open({ accountId, kind: 'person', peerId: lin });
  expect(opened).toEqual({ conversationId: chat });
  expect(row(world, chat)).toMatchObject({ title: 'Lin', unread: 0, activeTime: world.clock.now });
  await puppet.emit({ kind: 'contacts', contacts: [{ id: lin, remark: 'Auntie' }] });
  expect(row(world, chat)?.title).toBe('Auntie');
  world.clock.now += 1_000;
  world.core.conversations.open({ accountId, kind: 'person', peerId: lin });
  expect(row(world, chat)?.activeTime).toBe(world.clock.now - 1_000);
});

test('Reading moves forward only, and not beyond what is there', async () => {
  const { world, puppet, chat, conversations } = await withMessages(3);
  const { messages } = conversations.openThread({ conversationId: chat, limit: 10 });
  const order = messages[1]?.order ?? 0;
  expect(row(world, chat)?.unread).toBe(3);
  conversations.read({ conversationId: chat, order });
  expect(row(world, chat)).toMatchObject({ unread: 1, readOrder: order });
  conversations.read({ conversationId: chat, order: 1 });
  expect(row(world, chat)).toMatchObject({ unread: 1, readOrder: order });
  conversations.read({ conversationId: chat, order: Number.MAX_SAFE_INTEGER });
  expect(row(world, chat)?.unread).toBe(0);
  await puppet.emit({ kind: 'message', message: incoming('x', 'x') });
  expect(row(world, chat)?.unread).toBe(1);
});

test('Unread, drafts, read positions and hidden conversations outlive a restart', async () => {
  const { world, chat, accountId, conversations } = await withMessages(2);
  const draft = { segments: [{ kind: 'face' as const, id: 14 }] };
  conversations.saveDraft({ conversationId: chat, draft });
  const other = conversations.open({ accountId, kind: 'person', peerId: asPeerId('3') }).conversationId;
  conversations.hide({ conversationId: other });
  const before = row(world, chat);
  await world.core.close();
  const again = openWorld({ dir: world.dir });
  expect(row(again, chat)).toEqual(before);
  expect(before).toMatchObject({ unread: 2, draft, last: { segments: [{ kind: 'text', text: '1' }] } });
  expect(row(again, other)).toBeUndefined();
});

test('A draft does not move its conversation, and can be taken away', async () => {
  const { world, chat, conversations } = await withMessages(1);
  const before = row(world, chat);
  conversations.saveDraft({ conversationId: chat, draft: { segments: [{ kind: 'text', text: 'so' }] } });
  expect(row(world, chat)?.activeTime).toBe(before?.activeTime);
  conversations.saveDraft({ conversationId: chat, draft: null });
  expect(row(world, chat)).toEqual(before);
});

test('A hidden conversation keeps its messages and comes back with the next one', async () => {
  const { world, puppet, chat, conversations } = await withMessages(1);
  const watcher = createWatcher();
  world.core.hub.attach(watcher);
  conversations.hide({ conversationId: chat });
  expect(watcher.last('conversation-removed')?.conversationId).toBe(chat);
  expect(row(world, chat)).toBeUndefined();
  await puppet.emit({ kind: 'message', message: incoming('1', 'again') });
  expect(watcher.last('conversation')?.conversation.id).toBe(chat);
  expect(row(world, chat)?.unread).toBe(2);
  conversations.hide({ conversationId: chat });
  conversations.open({
    accountId: row(world, chat)?.accountId ?? world.core.hub.snapshot().accounts[0]?.id ?? ('' as never),
    kind: 'person',
    peerId: lin,
  });
  expect(row(world, chat)?.unread).toBe(2);
});

test('A thread opens at its end, or around the first unread message', async () => {
  const { chat, conversations } = await withMessages(100);
  const first = conversations.openThread({ conversationId: chat, limit: 20 });
  expect(texts(first)).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`));
  expect(first).toMatchObject({ hasOlder: false, hasNewer: true });
  conversations.read({ conversationId: chat, order: first.messages[9]?.order ?? 0 });
  const around = conversations.openThread({ conversationId: chat, limit: 20 });
  expect(texts(around)).toEqual(Array.from({ length: 20 }, (_, index) => `${index + 5}`));
  expect(around).toMatchObject({ hasOlder: true, hasNewer: true });
  conversations.read({ conversationId: chat, order: Number.MAX_SAFE_INTEGER });
  const end = conversations.openThread({ conversationId: chat, limit: 20 });
  expect(texts(end).at(-1)).toBe('99');
  expect(end).toMatchObject({ hasOlder: true, hasNewer: false });
});

test('Pages lead from one end to the other without gap or repetition', async () => {
  const { chat, conversations } = await withMessages(45);
  conversations.read({ conversationId: chat, order: Number.MAX_SAFE_INTEGER });
  const seen: string[] = [];
  let page = conversations.openThread({ conversationId: chat, limit: 20 });
  seen.unshift(...texts(page));
  while (page.hasOlder) {
    page = conversations.page({ conversationId: chat, before: page.messages[0]?.order ?? 0, limit: 20 });
    seen.unshift(...texts(page));
  }
  expect(seen).toEqual(Array.from({ length: 45 }, (_, index) => `${index}`));
  const next = conversations.page({ conversationId: chat, after: page.messages.at(-1)?.order ?? 0, limit: 20 });
  expect(texts(next)[0]).toBe('5');
  expect(conversations.page({ conversationId: chat, before: 1, limit: 5 })).toEqual({
    messages: [],
    hasOlder: false,
    hasNewer: true,
  });
  expect(() => conversations.page({ conversationId: chat, limit: 5 })).toThrow(
    expect.objectContaining({ code: 'bad-request' }),
  );
});

test('What is asked of an unknown conversation or account is not found', async () => {
  const { conversations, accountId } = await withMessages(0);
  const id = personChat(accountId, 'nobody');
  const notFound = expect.objectContaining({ code: 'not-found' });
  expect(() => conversations.read({ conversationId: id, order: 1 })).toThrow(notFound);
  expect(() => conversations.saveDraft({ conversationId: id, draft: null })).toThrow(notFound);
  expect(() => conversations.hide({ conversationId: id })).toThrow(notFound);
  expect(() => conversations.open({ accountId: 'x' as never, kind: 'person', peerId: lin })).toThrow(notFound);
});
