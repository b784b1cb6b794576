// @vitest-environment node
import { beforeEach, expect, test } from 'vitest';
import type { UiEvent } from '#shared/events.ts';
import { asPeerId } from '#shared/ids.ts';
import { aContact, aConversation, accountId, aGroup, aMember, aMessage, anAccount, chatId } from '../testing/world.ts';
import { applyEvents } from './apply.ts';
import type { Center } from './center.ts';
import { emptyCenter } from './center.ts';
import { searchChats } from './search.ts';
import {
  buddyTree,
  contactName,
  conversationName,
  conversationPolicy,
  conversationPresence,
  groupBranches,
  recentConversations,
  senderName,
  unreadTotal,
} from './select.ts';

let state: Center;
const tell = (...events: readonly UiEvent[]) => {
  state = applyEvents(state, events);
};
const contact = (...args: Parameters<typeof aContact>): UiEvent => ({ kind: 'contact', contact: aContact(...args) });
const group = (...args: Parameters<typeof aGroup>): UiEvent => ({ kind: 'group', group: aGroup(...args) });
const conversation = (...args: Parameters<typeof aConversation>): UiEvent => ({
  kind: 'conversation',
  conversation: aConversation(...args),
});

beforeEach(() => {
  state = emptyCenter;
  tell({ kind: 'account', account: anAccount() });
});

test('names never carry control or override characters, and are never empty', () => {
  expect(contactName(aContact('1', 'a\u202Eb\u0007'))).toBe('ab');
  expect(contactName(aContact('1', '\u200B'))).toBe('1');
  expect(contactName(aContact('1', 'nick', { remark: ' Remark ' }))).toBe('Remark');
});

test('a chat is named by its buddy or group, else by its last title, else by its number', () => {
  tell(
    contact('10002', 'Lin Mei'),
    group('900', 'Ops', { remark: 'Ops team' }),
    conversation('discussion', '5', { title: 'Plan' }),
  );
  expect(conversationName(state, chatId('person', '10002'))).toBe('Lin Mei');
  expect(conversationName(state, chatId('group', '900'))).toBe('Ops team');
  expect(conversationName(state, chatId('discussion', '5'))).toBe('Plan');
  expect(conversationName(state, chatId('temporary', '77'))).toBe('77');
});

test('a sender is named by card, own nick, remark, nick, the name of then, the number', () => {
  const said = aMessage(1, { conversationId: chatId('group', '900'), senderName: 'then' });
  expect(senderName(state, said)).toBe('then');
  tell(contact('10002', 'Lin Mei'));
  expect(senderName(state, said)).toBe('Lin Mei');
  tell(contact('10002', 'Lin Mei', { remark: 'Mei' }));
  expect(senderName(state, said)).toBe('Mei');
  tell({
    kind: 'members',
    accountId,
    groupId: asPeerId('900'),
    members: [aMember('10002', 'Lin', { card: 'Gardener' })],
  });
  expect(senderName(state, said)).toBe('Gardener');
  expect(senderName(state, { ...said, senderId: asPeerId('10001') })).toBe('王小明');
  expect(senderName(state, { ...said, senderId: asPeerId('8'), senderName: '' })).toBe('8');
});

test('Recent is newest first and stays the same list while nothing changes', () => {
  tell(conversation('person', '1', { activeTime: 5 }), conversation('person', '2', { activeTime: 9 }));
  const rows = recentConversations(state, accountId);
  expect(rows.map(({ peerId }) => peerId)).toEqual(['2', '1']);
  tell(contact('1', 'A'));
  expect(recentConversations(state, accountId)).toBe(rows);
});

test('only chats that notify count', () => {
  tell(
    group('900', 'Ops', { policy: 'silent' }),
    group('901', 'Blocked', { policy: 'block' }),
    conversation('group', '900', { unread: 4 }),
    conversation('group', '901', { unread: 8 }),
    conversation('person', '1', { unread: 2 }),
  );
  expect(conversationPolicy(state, chatId('group', '900'))).toBe('silent');
  expect(unreadTotal(state, accountId)).toBe(2);
});

test('buddies are sorted by who is there, then by name in pinyin order', () => {
  tell(
    {
      kind: 'categories',
      accountId,
      categories: [
        { id: '1', name: 'Family', sort: 2 },
        { id: '0', name: '', sort: 1 },
      ],
    },
    contact('1', '张伟'),
    contact('2', '安娜', { presence: 'offline' }),
    contact('3', '林梅', { presence: 'busy' }),
    contact('4', 'bob', { categoryId: '1', presence: 'hidden' }),
    contact('5', 'lost', { categoryId: '99', presence: 'offline' }),
  );
  const tree = buddyTree(state, accountId);
  expect(tree.map(({ category, online, contacts }) => [category.id, online, contacts.map(({ id }) => id)])).toEqual([
    ['0', 2, ['3', '1', '2', '5']],
    ['1', 0, ['4']],
  ]);
  expect(buddyTree(state, accountId)).toBe(tree);
});

test('while the line is down nobody is known to be there', () => {
  tell(contact('1', 'A'), { kind: 'account', account: anAccount({ phase: 'reconnecting' }) });
  expect(conversationPresence(state, chatId('person', '1'))).toBe('unknown');
  expect(buddyTree(state, accountId)[0]?.online).toBe(0);
});

test('groups come in three parts', () => {
  tell(
    group('1', 'B', { role: 'owner' }),
    group('2', 'A', { role: 'owner' }),
    group('3', 'C', { role: 'admin' }),
    group('4', 'D'),
  );
  const { owned, administered, joined } = groupBranches(state, accountId);
  expect([owned, administered, joined].map((part) => part.map(({ id }) => id))).toEqual([['2', '1'], ['3'], ['4']]);
});

test('search finds by name, remark, number, pinyin and initials, beginnings first', () => {
  tell(
    contact('10002', '林梅', { remark: 'Gardener' }),
    contact('10003', 'Emil', { remark: '' }),
    group('900', '运维小组'),
    conversation('temporary', '77', { title: 'Passer-by' }),
  );
  const find = (query: string) => searchChats(state, accountId, query).map(({ name }) => name);
  expect(find('garden')).toEqual(['Gardener']);
  expect(find('linm')).toEqual(['Gardener']);
  expect(find('LM')).toEqual(['Gardener']);
  expect(find('10002')).toEqual(['Gardener']);
  expect(find('yunwei')).toEqual(['运维小组']);
  expect(find('ywxz')).toEqual(['运维小组']);
  expect(find('passer')).toEqual(['Passer-by']);
  expect(find('em')).toEqual(['Emil']);
  expect(find('m'), 'the beginning of a name before the middle').toEqual(expect.arrayContaining(['Emil', 'Gardener']));
  expect(find('nothing like it')).toEqual([]);
});
