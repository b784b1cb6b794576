import { expect, test } from 'vitest';
import type { Snapshot } from '#shared/events.ts';
import { asAccountId, asPeerId, conversationId } from '#shared/ids.ts';
import { type Account, type Conversation, defaultSettings, type Presence } from '#shared/model.ts';
import { emptySnapshot } from './testing/snapshot.ts';
import { type TrayActions, trayMenu } from './tray-menu.ts';
import { wordsFor } from './words.ts';

const accountId = asAccountId('a');
const account: Account = {
  id: accountId,
  engine: 'webqq',
  address: 'bundled',
  login: '10001',
  selfId: asPeerId('10001'),
  nick: 'Tom & <b>Jerry</b>',
  signature: '',
  status: 'away',
  phase: 'online',
  remembered: false,
  autoSignIn: false,
  can: { asks: [], sends: ['text'], statuses: ['online', 'away'], fonts: true, maxTextBytes: 1000, safeResend: true },
};

function chat(number: number, unread: number): Conversation {
  const peerId = asPeerId(String(number));
  return {
    id: conversationId({ accountId, kind: 'person', peerId }),
    accountId,
    kind: 'person',
    peerId,
    title: `Friend ${number}`,
    last: {
      segments: [{ kind: 'text', text: `some news of ${number} that goes on and on and on` }],
      senderId: peerId,
      senderName: '',
      state: 'received',
      time: number,
      order: number * 10,
    },
    unread,
    readOrder: 0,
    activeTime: number,
  };
}

function build(state: Partial<Snapshot>, language: 'en' | 'zh' = 'en') {
  const done: string[] = [];
  const snapshot: Snapshot = { ...emptySnapshot, ...state };
  const actions = {
    core: {
      hub: { snapshot: () => snapshot },
      accounts: {
        setStatus: async ({ status }: { status: Presence }) => {
          done.push(`status ${status}`);
        },
      },
      conversations: {
        read: ({ conversationId: id, order }: { conversationId: string; order: number }) =>
          done.push(`read ${id} ${order}`),
      },
    },
    openChat: (id: string) => done.push(`open ${id}`),
    showMain: () => done.push('show'),
    hideMain: () => done.push('hide'),
    showSettings: () => done.push('settings'),
    quit: () => done.push('quit'),
  } as unknown as TrayActions;
  const { unread, menu } = trayMenu(actions, wordsFor(language, 'en'), new AbortController().signal);
  return { unread, menu, done };
}

test('without an account the menu still leads to the window and out', () => {
  const { unread, menu, done } = build({}, 'zh');
  expect(unread).toBe(0);
  expect(menu.map(({ label, type }) => label ?? type)).toEqual([
    '全部标为已读',
    'separator',
    '打开面板',
    '隐藏',
    '设置',
    '退出',
  ]);
  expect(menu[0]?.enabled).toBe(false);
  for (const item of menu.slice(2)) item.click?.();
  expect(done).toEqual(['show', 'hide', 'settings', 'quit']);
});

test('the account shows its name as text and its statuses as a choice', () => {
  const { menu, done } = build({ accounts: [account] });
  expect(menu[0]).toMatchObject({ label: 'Tom && <b>Jerry</b> – Away', enabled: true });
  expect(menu[0]?.submenu?.map(({ label, checked }) => [label, checked])).toEqual([
    ['Online', false],
    ['Away', true],
  ]);
  menu[0]?.submenu?.[0]?.click?.();
  expect(done).toEqual(['status online']);
  const offline = build({ accounts: [{ ...account, phase: 'reconnecting' }] });
  expect(offline.menu[0]).toMatchObject({ label: 'Tom && <b>Jerry</b> – Offline', enabled: false });
});

test('the newest eight unread chats are listed, and all of them can be marked read', () => {
  const conversations = Array.from({ length: 12 }, (_, index) => chat(index + 1, index === 11 ? 0 : 2));
  const { unread, menu, done } = build({ accounts: [account], conversations });
  expect(unread).toBe(22);
  const listed = menu.slice(2, 10);
  expect(listed[0]?.label).toBe('Friend 11 (2)  some news of 11 that goes on …');
  expect(listed[7]?.label).toMatch(/^Friend 4 \(2\)/);
  listed[0]?.click?.();
  menu[10]?.click?.();
  expect(done[0]).toBe(`open ${conversations[10]?.id}`);
  expect(done).toHaveLength(12);
  expect(done).toContain(`read ${conversations[0]?.id} 10`);
});

test('previews follow the setting for notifications', () => {
  const settings = { ...defaultSettings, notifications: 'sender' as const };
  const { menu } = build({ accounts: [account], conversations: [chat(1, 1)], settings });
  expect(menu[2]?.label).toBe('Friend 1 (1)');
});
