import { expect, onTestFinished, test, vi } from 'vitest';
import type { Front } from '#main/core/hub.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import { asAccountId, asPeerId, type ConversationId, conversationId } from '#shared/ids.ts';
import {
  type Account,
  type Conversation,
  defaultSettings,
  type Group,
  type MessageState,
  type Settings,
} from '#shared/model.ts';
import { previewLine } from '#shared/segments.ts';
import { type Alert, watchAttention } from './attention.ts';
import { badgeCount, unreadChats } from './unread.ts';
import { wordsFor } from './words.ts';

const accountId = asAccountId('a');
const account: Account = {
  id: accountId,
  engine: 'webqq',
  address: 'bundled',
  login: '10001',
  selfId: asPeerId('10001'),
  nick: 'Lin',
  signature: '',
  status: 'online',
  phase: 'online',
  remembered: false,
  autoSignIn: false,
  can: { asks: [], sends: ['text'], statuses: ['online', 'busy'], fonts: true, maxTextBytes: 1000, safeResend: true },
};
const group: Group = {
  accountId,
  id: asPeerId('500'),
  name: 'Ops',
  remark: '',
  memo: '',
  role: 'member',
  memberCount: 3,
  policy: 'notify',
};

/** A hub that holds rows and tells of them, as the real one does. */
function setUp(first: { phase?: Account['phase']; settings?: Partial<Settings> } = {}) {
  const accounts = new Map([[accountId, { ...account, phase: first.phase ?? 'online' }]]);
  const rows = new Map<ConversationId, Conversation>();
  const groups = new Map([[group.id, group]]);
  const settings: Settings = { ...defaultSettings, ...first.settings };
  const snapshot = (): Snapshot => ({
    accounts: [...accounts.values()],
    categories: [],
    contacts: [],
    groups: [...groups.values()],
    conversations: [...rows.values()],
    settings,
    hosting: { samples: [] },
    notices: [],
  });
  let front: Front | undefined;
  const alerts: Alert[] = [];
  const withdrawn: ConversationId[] = [];
  const seen = new Set<ConversationId>();
  const control = new AbortController();
  onTestFinished(() => control.abort());
  watchAttention(
    {
      hub: {
        snapshot,
        attach(given) {
          front = given;
          return () => {
            front = undefined;
          };
        },
      },
      words: () => wordsFor('en', 'en'),
      isSeen: (id) => seen.has(id),
      show: (alert) => alerts.push(alert),
      withdraw: (id) => withdrawn.push(id),
      catchUpMs: 150,
      pauseMs: 40,
    },
    control.signal,
  );
  const deliver = (...events: UiEvent[]) => front?.deliver(events);
  return {
    alerts,
    withdrawn,
    seen,
    snapshot,
    groups,
    end: () => control.abort(),
    isAttached: () => front !== undefined,
    account(change: Partial<Account>) {
      const next = { ...account, ...accounts.get(accountId), ...change };
      accounts.set(accountId, next);
      deliver({ kind: 'account', account: next });
    },
    /** A message arrived, or the row changed otherwise. */
    row(
      peer: string,
      change: {
        kind?: 'person' | 'group';
        text?: string;
        order?: number;
        unread?: number;
        from?: string;
        state?: MessageState;
      },
    ) {
      const { kind = 'person', text = 'hello', order = 1, unread = 1, from = peer, state = 'received' } = change;
      const id = conversationId({ accountId, kind, peerId: asPeerId(peer) });
      const conversation: Conversation = {
        id,
        accountId,
        kind,
        peerId: asPeerId(peer),
        title: `Name ${peer}`,
        unread,
        readOrder: 0,
        activeTime: order,
        last: {
          segments: [
            { kind: 'text', text },
            { kind: 'face', id: 14 },
          ],
          senderId: asPeerId(from),
          senderName: `Sender ${from}`,
          state,
          time: order,
          order,
        },
      };
      rows.set(id, conversation);
      deliver({ kind: 'conversation', conversation });
      return id;
    },
  };
}

test('a message makes one notification with its plain text', async () => {
  const world = setUp();
  const id = world.row('2', { text: '<b>hi</b>\n there ' });
  await vi.waitFor(() => expect(world.alerts).toHaveLength(1));
  expect(world.alerts[0]).toEqual({ conversationId: id, title: 'Name 2', body: '<b>hi</b> there [Face]' });
});

test('a shake has words of its own', () => {
  expect(previewLine([{ kind: 'shake' }], wordsFor('en', 'en'))).toBe('[Nudge]');
  expect(previewLine([{ kind: 'shake' }], wordsFor('system', 'zh-CN'))).toBe('[窗口抖动]');
});

test('further messages of a chat come after a pause as one, with their number', async () => {
  const world = setUp();
  world.row('2', { order: 1 });
  await vi.waitFor(() => expect(world.alerts).toHaveLength(1));
  for (const order of [2, 3, 4]) world.row('2', { order, unread: order, text: `number ${order} ` });
  await vi.waitFor(() => expect(world.alerts).toHaveLength(2));
  expect(world.alerts[1]).toMatchObject({ title: 'Name 2 (4)', body: 'number 4 [Face]' });
});

test('in a group the sender is named', async () => {
  const world = setUp();
  world.row('500', { kind: 'group', from: '7' });
  await vi.waitFor(() => expect(world.alerts).toHaveLength(1));
  expect(world.alerts[0]).toMatchObject({ title: 'Ops', body: 'Sender 7: hello[Face]' });
});

test('the content follows the setting', async () => {
  const sender = setUp({ settings: { notifications: 'sender' } });
  sender.row('2', {});
  await vi.waitFor(() => expect(sender.alerts[0]).toMatchObject({ title: 'Name 2', body: 'New message' }));
  const none = setUp({ settings: { notifications: 'none' } });
  none.row('2', {});
  await vi.waitFor(() => expect(none.alerts[0]).toMatchObject({ title: 'WebQQ Desktop', body: 'New message' }));
});

test('own messages, quiet groups, a chat that is looked at, a repeated row and a busy account make none', async () => {
  const world = setUp();
  world.row('2', { from: '10001', state: 'sent' });
  world.row('3', { from: '10001' });
  world.groups.set(group.id, { ...group, policy: 'silent' });
  world.row('500', { kind: 'group', from: '7' });
  world.seen.add(conversationId({ accountId, kind: 'person', peerId: asPeerId('4') }));
  world.row('4', {});
  world.row('5', { order: 5 });
  await vi.waitFor(() => expect(world.alerts.map(({ title }) => title)).toEqual(['Name 5']));
  world.row('5', { order: 5, unread: 2 });
  world.account({ status: 'busy' });
  world.row('6', { order: 6 });
  world.account({ status: 'online' });
  world.row('7', { order: 7 });
  await vi.waitFor(() => expect(world.alerts.map(({ title }) => title)).toContain('Name 7'));
  expect(world.alerts.map(({ title }) => title)).not.toContain('Name 5 (2)');
});

test('what was read is withdrawn, and not told any more', async () => {
  const world = setUp();
  const id = world.row('2', { order: 1 });
  await vi.waitFor(() => expect(world.alerts).toHaveLength(1));
  world.row('2', { order: 2, unread: 2 });
  world.row('2', { order: 2, unread: 0 });
  expect(world.withdrawn).toEqual([id]);
  world.row('3', { order: 3 });
  await vi.waitFor(() => expect(world.alerts).toHaveLength(2));
  expect(world.alerts[1]?.title).toBe('Name 3');
});

test('the catch-up after a sign-in is one summary, a single chat is told as usual', async () => {
  const world = setUp({ phase: 'connecting' });
  world.account({ phase: 'online' });
  for (const peer of ['2', '3', '4']) world.row(peer, {});
  await vi.waitFor(() => expect(world.alerts).toHaveLength(1));
  expect(world.alerts[0]).toEqual({ title: 'WebQQ Desktop', body: '3 chats have new messages' });
  world.row('2', { order: 2, unread: 2 });
  await vi.waitFor(() => expect(world.alerts).toHaveLength(2));
  expect(world.alerts[1]?.title).toBe('Name 2 (2)');

  const quiet = setUp({ phase: 'connecting' });
  quiet.account({ phase: 'online' });
  quiet.row('2', {});
  await vi.waitFor(() => expect(quiet.alerts[0]?.title).toBe('Name 2'));
});

test('a flood ends in a summary', async () => {
  const world = setUp();
  for (let peer = 1; peer <= 12; peer += 1) world.row(`${peer + 100}`, { order: peer });
  await vi.waitFor(() => expect(world.alerts.at(-1)?.conversationId).toBeUndefined());
  expect(world.alerts.length).toBeLessThanOrEqual(12);
});

test('the watch ends with its signal', () => {
  const world = setUp();
  world.end();
  expect(world.isAttached()).toBe(false);
});

test('the badge counts the chats that may draw attention', () => {
  const world = setUp();
  world.row('2', { unread: 3 });
  world.row('500', { kind: 'group', unread: 4 });
  expect(badgeCount(unreadChats(world.snapshot()))).toBe(7);
  world.groups.set(group.id, { ...group, policy: 'silent' });
  expect(badgeCount(unreadChats(world.snapshot()))).toBe(3);
});
