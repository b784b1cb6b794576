import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { $getRoot, getNearestEditorFromDOMNode } from 'lexical';
import { afterEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asPeerId } from '#shared/ids.ts';
import type { Message } from '#shared/model.ts';
import { defaultSettings } from '#shared/model.ts';
import { showChat } from '../../testing/chat-window.tsx';
import { aConversation, aGroup, aMessage, anAccount } from '../../testing/world.ts';

afterEach(() => {
  vi.useRealTimers();
});

const id = aConversation('person', '10002').id;
const { can } = anAccount();
const able = anAccount({ can: { ...can, asks: [...can.asks, 'shake', 'notifyTyping'] } });
const snapshot = { accounts: [able] };
const shake = (order: number, more: Partial<Message> = {}) =>
  aMessage(order, { segments: [{ kind: 'shake' }], time: Date.now(), ...more });
const ownShake = (order: number, more: Partial<Message> = {}) =>
  shake(order, { senderId: asPeerId('10001'), senderName: '王小明', state: 'sent', ...more });
const button = () => screen.getByRole('button', { name: 'Nudge' });
const shaking = () => document.querySelector('[data-shaking="true"]') !== null;
const passes = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test('a shake is a centred line that says who shook whose window', async () => {
  await showChat({ snapshot, messages: [shake(1), ownShake(2), aMessage(3)] });
  expect(screen.getByText('Lin Mei shook your window')).toBeDefined();
  expect(screen.getByText('You shook the window of Lin Mei')).toBeDefined();
  const names = screen.getAllByRole('article').map((article) => article.getAttribute('aria-label'));
  expect(names[0]).toMatch(/^Lin Mei, .*, \[Nudge\]$/);
  expect(names[1]).toMatch(/^王小明, .*, \[Nudge\], sent$/);
});

test('in Chinese its words are Chinese', async () => {
  await showChat({
    snapshot: { ...snapshot, settings: { ...defaultSettings, language: 'zh' } },
    messages: [shake(1), ownShake(2)],
  });
  expect(screen.getByText('Lin Mei 抖动了您的窗口')).toBeDefined();
  expect(screen.getByText('您抖动了 Lin Mei 的窗口')).toBeDefined();
  expect(screen.getByRole('button', { name: '窗口抖动' }).title).toBe('刚刚抖动过，请稍等几秒。');
});

test('the button shakes once, then rests for ten seconds and says why', async () => {
  const { calls, tell } = await showChat({ snapshot });
  expect(button().title).toBe('Nudge: shake the window of Lin Mei');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  fireEvent.click(button());
  fireEvent.click(button());
  expect(calls('message.shake')).toEqual([{ conversationId: id, key: expect.any(String) }]);
  expect(button().getAttribute('aria-disabled')).toBe('true');
  expect(button().title).toBe('You nudged only just now. Wait a few seconds.');
  await tell({ kind: 'message', message: ownShake(1) });
  passes(9_000);
  fireEvent.click(button());
  expect(calls('message.shake')).toHaveLength(1);
  passes(1_100);
  expect(button().getAttribute('aria-disabled')).toBe('false');
  fireEvent.click(button());
  expect(calls('message.shake')).toHaveLength(2);
});

test('a shake that did not go out stands with the reason and can be tried again', async () => {
  const failed = ownShake(1, { state: 'failed', error: new AppError('rate-limited').toWire() });
  const { calls } = await showChat({ snapshot, messages: [failed] });
  expect(button().getAttribute('aria-disabled')).toBe('false');
  fireEvent.click(within(screen.getByRole('article')).getByRole('button', { name: 'Retry' }));
  expect(calls('message.retry')).toEqual([{ conversationId: id, key: failed.key }]);
});

test('without a connection the button stays and says so', async () => {
  await showChat({ snapshot: { accounts: [{ ...able, phase: 'reconnecting' }] } });
  expect(button().getAttribute('aria-disabled')).toBe('true');
  expect(button().title).toBe('Waits for the connection');
});
test.each([
  ['a service that cannot', { snapshot: { accounts: [anAccount()] } }],
  ['a stranger', { snapshot: { ...snapshot, contacts: [] } }],
  ['a group', { snapshot, conversation: aConversation('group', '900') }],
])('no button: %s', async (_name, shown) => {
  await showChat(shown);
  expect(screen.queryByRole('button', { name: 'Nudge' })).toBeNull();
});

test('the window shakes for a buddy, for a moment, and once in ten seconds', async () => {
  const { tell } = await showChat({ snapshot, messages: [shake(1)] });
  // What was there before is history.
  expect(shaking()).toBe(false);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  await tell({ kind: 'message', message: shake(2) });
  expect(shaking()).toBe(true);
  passes(700);
  expect(shaking()).toBe(false);
  await tell({ kind: 'message', message: shake(3) });
  expect(shaking()).toBe(false);
  passes(10_000);
  await tell({ kind: 'message', message: shake(4) });
  expect(shaking()).toBe(true);
});

test.each([
  ['an own one', { snapshot }, ownShake(2)],
  ['one that comes late', { snapshot }, shake(2, { time: Date.now() - 3_600_000 })],
  ['one of a stranger', { snapshot: { ...snapshot, contacts: [] } }, shake(2)],
  [
    'one in a quiet chat',
    {
      conversation: aConversation('group', '900'),
      snapshot: { ...snapshot, groups: [aGroup('900', 'Ops team', { policy: 'silent' })] },
    },
    shake(2, { conversationId: aConversation('group', '900').id }),
  ],
] as const)('the window stays where it is: %s', async (_name, shown, message) => {
  const { tell } = await showChat(shown);
  await tell({ kind: 'message', message });
  await screen.findByText(/shook/);
  expect(shaking()).toBe(false);
});

test('who writes is shown for a while, and until the message comes', async () => {
  const { tell } = await showChat({ snapshot });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const header = within(screen.getByRole('banner'));
  await tell({ kind: 'typing', conversationId: id, until: Date.now() + 6_000 });
  expect(header.getByText('typing…')).toBeDefined();
  expect(header.queryByText('in the garden')).toBeNull();
  passes(4_000);
  await tell({ kind: 'typing', conversationId: id, until: Date.now() + 6_000 });
  passes(5_900);
  expect(header.getByText('typing…')).toBeDefined();
  passes(200);
  expect(header.queryByText('typing…')).toBeNull();
  await tell({ kind: 'typing', conversationId: id, until: Date.now() + 6_000 });
  await tell({ kind: 'message', message: aMessage(2) });
  expect(header.queryByText('typing…')).toBeNull();
  expect(header.getByText('in the garden')).toBeDefined();
});

const draft = (text: string) =>
  aConversation('person', '10002', { draft: { segments: [{ kind: 'text' as const, text }] } });
const editor = () => screen.getByRole('textbox', { name: 'Message to Lin Mei' });
/** One letter more in the text; jsdom has no typing. */
const write = () =>
  act(() =>
    getNearestEditorFromDOMNode(editor())?.update(() => $getRoot().selectEnd().insertText('x'), { discrete: true }),
  );

test('opening a chat with a draft tells nobody; writing does, seldom', async () => {
  const { calls } = await showChat({ snapshot, conversation: draft('half a thought') });
  await waitFor(() => expect(editor().textContent).toBe('half a thought'));
  expect(calls('conversation.typing')).toEqual([]);
  write();
  await waitFor(() => expect(calls('conversation.typing')).toEqual([{ conversationId: id }]));
  write();
  expect(calls('conversation.typing')).toHaveLength(1);
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 5_500);
  write();
  await waitFor(() => expect(calls('conversation.typing')).toHaveLength(2));
  clock.mockRestore();
});

test('an input method counts when it is done, and then at once', async () => {
  const { calls } = await showChat({ snapshot, conversation: draft('你好') });
  fireEvent.compositionStart(editor());
  write();
  expect(calls('conversation.typing')).toEqual([]);
  fireEvent.compositionEnd(editor());
  await waitFor(() => expect(calls('conversation.typing')).toHaveLength(1));
});

test('where the service cannot tell it, nothing is asked', async () => {
  const { calls } = await showChat({ conversation: draft('x') });
  write();
  expect(calls('conversation.typing')).toEqual([]);
});
