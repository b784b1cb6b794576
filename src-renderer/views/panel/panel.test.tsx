import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asPeerId } from '#shared/ids.ts';
import { defaultSettings } from '#shared/model.ts';
import { installLayout } from '../../testing/layout.ts';
import { showMainWindow } from '../../testing/window.tsx';
import { aContact, aConversation, accountId, aGroup, anAccount, chatId } from '../../testing/world.ts';

beforeAll(installLayout);
let stop = () => {};
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function show(...args: Parameters<typeof showMainWindow>) {
  const shown = await showMainWindow(...args);
  ({ stop } = shown);
  return shown;
}

const morning = new Date().setHours(9, 58, 0, 0);
const last = (text: string, sender = '10002', senderName = 'Lin Mei') => ({
  segments: [{ kind: 'text' as const, text }],
  senderId: asPeerId(sender),
  senderName,
  state: 'received' as const,
  time: morning,
  order: 7,
});
const world = {
  categories: [
    {
      accountId,
      categories: [
        { id: '0', name: '', sort: 0 },
        { id: '1', name: 'Family', sort: 1 },
      ],
    },
  ],
  contacts: [
    aContact('10002', 'Lin Mei', { signature: 'in the garden' }),
    aContact('10003', '张伟', { presence: 'offline' }),
  ],
  groups: [
    aGroup('900', 'Ops team', { role: 'owner', memberCount: 128 }),
    aGroup('901', 'Book club', { policy: 'silent' }),
  ],
  conversations: [
    aConversation('person', '10002', {
      unread: 2,
      last: last('see you'),
      activeTime: 9,
      draft: { segments: [{ kind: 'text', text: 'about tomorrow' }] },
    }),
    aConversation('group', '900', { unread: 3, last: last('deploy is done'), activeTime: 8 }),
    aConversation('group', '901', { unread: 12, last: last('which book?', '5', 'Ann'), activeTime: 7 }),
  ],
};
const tab = (name: string) => fireEvent.click(screen.getByRole('tab', { name }));

test('everything has its role and name', async () => {
  await show(world);
  expect(screen.getByRole('navigation', { name: '王小明' })).toBeDefined();
  expect(screen.getByRole('heading', { level: 1, name: '王小明' })).toBeDefined();
  expect(screen.getByRole('tablist', { name: 'Contacts' })).toBeDefined();
  expect(screen.getByRole('tab', { name: 'Recent', selected: true })).toBeDefined();
  expect(screen.getByRole('searchbox', { name: 'Search people and chats' })).toBeDefined();
  expect(screen.getByRole('button', { name: /^Account menu/ })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Settings' })).toBeDefined();
  const recent = screen.getByRole('listbox', { name: 'Recent' });
  expect(
    await within(recent).findByRole('option', { name: 'Lin Mei, online, 2 unread, draft, last message 09:58' }),
  ).toBeDefined();
  expect(within(recent).getByRole('option', { name: 'Ops team, 3 unread, last message 09:58' })).toBeDefined();
});

test('in Chinese everything is Chinese', async () => {
  await show({ ...world, settings: { ...defaultSettings, language: 'zh' } });
  expect(screen.getByRole('tab', { name: '会话', selected: true })).toBeDefined();
  expect(screen.getByRole('searchbox', { name: '搜索联系人和会话' })).toBeDefined();
  expect(await screen.findByRole('option', { name: 'Lin Mei，在线，2 条未读，草稿，最近消息 09:58' })).toBeDefined();
});

test('rows show draft, sender and counts; only chats that notify count in the tab', async () => {
  await show(world);
  const silent = await screen.findByRole('option', { name: /Book club/ });
  const [buddy, group] = screen.getAllByRole('option');
  expect(buddy?.textContent).toContain('[Draft] about tomorrow');
  expect(group?.textContent).toContain('Lin Mei: deploy is done');
  expect(silent.textContent).toContain('(12)');
  expect(screen.getByRole('tab', { name: 'Recent' }).textContent).toBe('Recent5');
});

test('names and messages are never markup', async () => {
  const nick = '<img src=x onerror=alert(1)>';
  await show({ ...world, contacts: [aContact('10002', nick)] });
  expect(await screen.findByText(nick)).toBeDefined();
  expect(document.querySelector('img')).toBeNull();
});

test('buddies are a tree with counts; closed categories stay closed', async () => {
  await show(world);
  tab('Buddies');
  const friends = await screen.findByRole('treeitem', { name: 'Friends, 1 of 2 online', expanded: true });
  expect(screen.getByRole('tree', { name: 'Buddies' })).toBeDefined();
  expect(friends.textContent).toBe('Friends(1/2)');
  expect(screen.getByRole('treeitem', { name: 'Lin Mei, online, in the garden' })).toBeDefined();
  expect(screen.getByText('Nobody in this group yet.')).toBeDefined();
  fireEvent.click(friends);
  expect(screen.queryByRole('treeitem', { name: /Lin Mei/ })).toBeNull();
  tab('Groups');
  tab('Buddies');
  expect(await screen.findByRole('treeitem', { name: /Friends/, expanded: false })).toBeDefined();
});

test('groups are a list in parts', async () => {
  await show(world);
  tab('Groups');
  const list = await screen.findByRole('listbox', { name: 'Groups' });
  expect(await within(list).findByRole('option', { name: 'Ops team, 128 members, you are the owner' })).toBeDefined();
  expect(within(list).getByRole('option', { name: 'Book club, 12 members, receive silently' })).toBeDefined();
  expect(within(list).getByText('Groups I own')).toBeDefined();
});

test('Enter and double click open the chat in a window of its own', async () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  const { back } = await show(world);
  const [row] = await screen.findAllByRole('option');
  row?.focus();
  fireEvent.keyDown(row ?? document.body, { key: 'Enter' });
  tab('Buddies');
  fireEvent.doubleClick(await screen.findByRole('treeitem', { name: /张伟/ }));
  expect(opened.mock.calls.map(([url]) => url)).toEqual([
    `/#/chat/${encodeURIComponent(chatId('person', '10002'))}`,
    `/#/chat/${encodeURIComponent(chatId('person', '10003'))}`,
  ]);
  expect(back.calls).toEqual([{ name: 'conversation.open', params: { accountId, kind: 'person', peerId: '10003' } }]);
});

test('a chat can be marked read and hidden by its menu', async () => {
  const { back } = await show(world);
  const [row] = await screen.findAllByRole('option');
  fireEvent.contextMenu(row ?? document.body);
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Mark as read' }));
  fireEvent.contextMenu(row ?? document.body);
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Hide from Recent' }));
  const conversationId = chatId('person', '10002');
  expect(back.calls).toEqual([
    { name: 'conversation.read', params: { conversationId, order: 7 } },
    { name: 'conversation.hide', params: { conversationId } },
  ]);
});

test('search replaces the lists, finds by initials, and Esc brings them back', async () => {
  await show(world);
  const field = screen.getByRole('searchbox');
  fireEvent.change(field, { target: { value: 'zw' } });
  expect(await screen.findByRole('option', { name: '张伟' })).toBeDefined();
  expect(screen.queryByRole('tablist')).toBeNull();
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('aria-label')).toBe('张伟');
  fireEvent.change(field, { target: { value: 'nobody' } });
  await waitFor(() => expect(screen.getByText('Nothing found for "nobody". Try fewer words.')).toBeDefined());
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true });
  expect(field).toHaveProperty('value', 'nobody');
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(await screen.findByRole('tablist')).toBeDefined();
});

test('empty lists say what to do', async () => {
  await show();
  expect(screen.getByText('No conversations yet. Pick a buddy to start one.')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Show buddies' }));
  expect(screen.getByText('No buddies yet.')).toBeDefined();
  tab('Groups');
  expect(screen.getByText('You are in no group.')).toBeDefined();
});

test('the account menu sets the status, signs out and quits', async () => {
  const { back } = await show(world);
  const open = () => fireEvent.click(screen.getByRole('button', { name: /^Account menu/ }));
  open();
  expect(await screen.findByRole('menuitemradio', { name: 'Online', checked: true })).toBeDefined();
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'Busy' }));
  open();
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Quit' }));
  open();
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  expect(back.calls).toEqual([
    { name: 'account.setStatus', params: { accountId, status: 'busy' } },
    { name: 'shell.quit', params: {} },
    { name: 'account.signOut', params: { accountId } },
  ]);
  await back.tell({ kind: 'account', account: anAccount({ phase: 'signed-out' }) });
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeDefined();
});

test('the signature is edited in place; an input method keeps its keys', async () => {
  const { back } = await show(world);
  const edit = () => fireEvent.click(screen.getByRole('button', { name: /Edit signature/ }));
  edit();
  const field = screen.getByRole('textbox', { name: 'Signature' });
  expect(field).toBe(document.activeElement);
  fireEvent.change(field, { target: { value: '春天' } });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(field, { key: 'Escape', keyCode: 229 });
  expect(back.calls).toEqual([]);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(back.calls).toEqual([{ name: 'account.setSignature', params: { accountId, signature: '春天' } }]);
  edit();
  fireEvent.change(screen.getByRole('textbox', { name: 'Signature' }), { target: { value: 'x' } });
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Signature' }), { key: 'Escape' });
  expect(back.calls).toHaveLength(1);
});

test('what did not work is said, and can be dismissed', async () => {
  await show(world, { 'shell.quit': () => new AppError('not-allowed') });
  fireEvent.click(screen.getByRole('button', { name: /^Account menu/ }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Quit' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('This is not possible at the moment.'));
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.getByRole('alert').textContent).toBe('');
});

test('a lost connection is told after two seconds, with a countdown and a way to try now', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const { back } = await show(world);
  const error = { code: 'refused', retry: 'later' } as const;
  await back.tell({
    kind: 'account',
    account: anAccount({ phase: 'reconnecting', error, retryAt: Date.now() + 30_000 }),
  });
  await pass(1_900);
  expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull();
  await pass(1_100);
  expect(screen.getByText('Connection lost. Trying again in 27 s. Messages you write will wait.')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  expect(back.calls).toContainEqual({ name: 'account.retryNow', params: { accountId } });
  await back.tell({ kind: 'account', account: anAccount() });
  expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull();
});

test('a kicked account stays readable and offers to sign in again', async () => {
  await show({ ...world, accounts: [anAccount({ phase: 'kicked', error: { code: 'kicked', retry: 'never' } })] });
  expect(screen.getByText('This account signed in somewhere else. Sign in again to use it here.')).toBeDefined();
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3));
  fireEvent.click(screen.getByRole('button', { name: 'Sign in again' }));
  expect(screen.getByRole('heading', { name: 'Sign in' })).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>('Account').value).toBe('10001');
});

test('an account that must sign in again goes back to the form', async () => {
  const { back } = await show(world);
  const error = { code: 'session-expired', retry: 'after-sign-in' } as const;
  await back.tell({ kind: 'account', account: anAccount({ phase: 'needs-sign-in', error }) });
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('The sign-in has run out. Sign in again.'));
});

test('settings count at once', async () => {
  const { back } = await show(world);
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  const dialog = await screen.findByRole('dialog', { name: 'Settings' });
  expect(within(dialog).getByRole('combobox', { name: 'Language' }).textContent).toContain('English');
  await back.tell({ kind: 'settings', settings: { ...defaultSettings, language: 'zh', theme: 'dark' } });
  expect(await screen.findByRole('dialog', { name: '设置' })).toBeDefined();
  fireEvent.click(screen.getByRole('combobox', { name: '主题' }));
  const light = await screen.findByRole('option', { name: '浅色' });
  fireEvent.pointerDown(light, { pointerType: 'mouse' });
  fireEvent.click(light, { detail: 1 });
  await waitFor(() => expect(back.calls).toEqual([{ name: 'settings.change', params: { theme: 'light' } }]));
});

test('the tray asks for the settings by the address of the window', async () => {
  await show(world);
  window.location.hash = '#/settings';
  const dialog = await screen.findByRole('dialog', { name: 'Settings' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
  expect(window.location.hash).toBe('#/');
});

test('notices are shown until dismissed', async () => {
  const { back } = await show({ ...world, notices: [{ id: 'n1', code: 'secrets-in-file', subject: '/home/me' }] });
  const notices = screen.getByRole('region', { name: 'Notices' });
  expect(notices.textContent).toContain(
    'Passwords are kept in a file that only you can read, in this folder: /home/me',
  );
  fireEvent.click(within(notices).getByRole('button', { name: 'Dismiss' }));
  expect(back.calls).toEqual([{ name: 'notice.dismiss', params: { id: 'n1' } }]);
});
