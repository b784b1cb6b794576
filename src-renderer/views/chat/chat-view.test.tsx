import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asPeerId } from '#shared/ids.ts';
import type { Message, Segment } from '#shared/model.ts';
import { defaultSettings } from '#shared/model.ts';
import { mountChat, showChat } from '../../testing/chat-window.tsx';
import { aConversation, aMember, aMessage, anAccount } from '../../testing/world.ts';

const self = asPeerId('10001');
const text = (value: string): Segment => ({ kind: 'text', text: value });
const own = (order: number, more: Partial<Message> = {}) => aMessage(order, { senderId: self, state: 'sent', ...more });

const draft = (value: string) => aConversation('person', '10002', { draft: { segments: [text(value)] } });
const editor = () => screen.getByRole('textbox', { name: 'Message to Lin Mei' });
const press = (key: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(editor(), { key, keyCode: 13, ...more });
const sent = (calls: (name: string) => unknown[]) =>
  calls('message.send').map((params) => (params as { segments: Segment[] }).segments);

test('everything has its role and name', async () => {
  await showChat({ messages: [aMessage(1), own(2)] });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Lin Mei');
  expect(screen.getByText('Online')).toBeDefined();
  expect(screen.getByText('in the garden')).toBeDefined();
  const feed = within(screen.getByRole('main', { name: 'Messages' })).getByRole('feed', { name: 'Messages' });
  const articles = within(feed).getAllByRole('article');
  expect(articles.map((article) => article.getAttribute('aria-posinset'))).toEqual(['1', '2']);
  expect(articles.map((article) => article.getAttribute('aria-setsize'))).toEqual(['2', '2']);
  expect(articles[0]?.getAttribute('aria-label')).toMatch(/^Lin Mei, \d\d:\d\d, message 1$/);
  expect(articles[1]?.getAttribute('aria-label')).toMatch(/^王小明, \d\d:\d\d, message 2, sent$/);
  expect(articles.filter((article) => article.tabIndex === 0)).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Send' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Faces' })).toBeDefined();
  expect(document.title).toBe('Lin Mei – 王小明');
});

test('in Chinese everything is Chinese', async () => {
  await showChat({ messages: [own(1)], snapshot: { settings: { ...defaultSettings, language: 'zh' } } });
  expect(screen.getByRole('main', { name: '消息' })).toBeDefined();
  expect(screen.getByRole('article').getAttribute('aria-label')).toMatch(/，message 1，已发送$/);
  expect(screen.getByRole('textbox', { name: '给 Lin Mei 的消息' })).toBeDefined();
  expect(screen.getByRole('button', { name: '发送' })).toBeDefined();
});

test('nothing in a message is ever markup', async () => {
  const hostile = '<img src=x onerror=alert(1)> javascript:alert(1) https://example.com/';
  await showChat({ messages: [aMessage(1, { segments: [text(hostile)] })] });
  const article = screen.getByRole('article');
  expect(article.textContent).toContain(hostile);
  expect(article.querySelector('img, script')).toBeNull();
  expect(within(article).getAllByRole('link', { hidden: true })).toHaveLength(1);
});

test('a link opens outside and says where it leads', async () => {
  const { calls } = await showChat({
    messages: [aMessage(1, { segments: [text('see https://qq.com@evil.example/')] })],
  });
  const link = screen.getByRole('link');
  expect(link.title).toBe('Opens evil.example');
  fireEvent.click(link);
  expect(calls('shell.openExternal')).toEqual([{ url: 'https://qq.com@evil.example/' }]);
});

test('a message of a shape that nobody expected does not take the list with it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const broken = aMessage(2, { segments: [null as unknown as Segment] });
  await showChat({ messages: [aMessage(1), broken, aMessage(3)] });
  expect(screen.getByText('message 1')).toBeDefined();
  expect(screen.getByText('This message cannot be shown.')).toBeDefined();
  expect(screen.getByText('message 3')).toBeDefined();
});

test('an unknown part offers its raw form', async () => {
  await showChat({
    messages: [aMessage(1, { segments: [{ kind: 'unknown', label: 'offpic', raw: '["offpic",{}]' }] })],
  });
  expect(screen.getByText('[Unsupported message: offpic]')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Copy raw' })).toBeDefined();
});

test('the text leaves the editor once the message was taken over', async () => {
  const { calls } = await showChat({ conversation: draft('hello') });
  press('Enter');
  await waitFor(() => expect(editor().textContent).toBe(''));
  expect(sent(calls)).toEqual([[text('hello')]]);
  await waitFor(() => expect(calls('conversation.saveDraft')).toMatchObject([{ draft: null }]));
  press('Enter');
  expect(calls('message.send')).toHaveLength(1);
});

test('a message that was not taken over stays, with the reason', async () => {
  const { calls } = await showChat({
    conversation: draft('hello'),
    answers: { 'message.send': () => new AppError('disk-full') },
  });
  press('Enter');
  expect(await screen.findByText('Not sent. The disk is full. Free some space, then try again.')).toBeDefined();
  expect(editor().textContent).toBe('hello');
  expect(calls('message.send')).toHaveLength(1);
});

test('the send key is a choice; Shift+Enter never sends', async () => {
  const { calls } = await showChat({
    conversation: draft('hello'),
    snapshot: { settings: { ...defaultSettings, language: 'en', sendKey: 'ctrl-enter' } },
  });
  press('Enter');
  press('Enter', { shiftKey: true });
  expect(calls('message.send')).toHaveLength(0);
  press('Enter', { ctrlKey: true });
  await waitFor(() => expect(calls('message.send')).toHaveLength(1));
});

test('keys of an input method do nothing else', async () => {
  const { calls } = await showChat({ conversation: draft('你好') });
  fireEvent.compositionStart(editor());
  press('Enter');
  press('Escape');
  fireEvent.compositionEnd(editor());
  // The Enter that confirmed the candidate, as some systems send it: right after the end of the composition.
  press('Enter');
  expect(calls('message.send')).toHaveLength(0);
  press('Enter', { keyCode: 229 });
  expect(calls('message.send')).toHaveLength(0);
  press('Enter');
  await waitFor(() => expect(sent(calls)).toEqual([[text('你好')]]));
});

test('a text that is too long says so and is not sent', async () => {
  const account = anAccount();
  const { calls } = await showChat({
    conversation: draft('四个汉字!'),
    snapshot: { accounts: [{ ...account, can: { ...account.can, maxTextBytes: 12 } }] },
  });
  press('Enter');
  expect(screen.getByText('This is too long for one message by 1 byte. Make it shorter.')).toBeDefined();
  expect(calls('message.send')).toHaveLength(0);
});

test('a kicked account cannot write, and the draft stays', async () => {
  const { calls } = await showChat({
    conversation: draft('half a thought'),
    snapshot: { accounts: [anAccount({ phase: 'kicked' })] },
  });
  expect(screen.getByText('This account signed in somewhere else. Sign in again to write.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true);
  expect(editor().textContent).toBe('half a thought');
  press('Enter');
  expect(calls('message.send')).toHaveLength(0);
});

test('a failed message can be retried and deleted by hand and by key', async () => {
  const failed = own(1, { state: 'failed' });
  const { calls, tell } = await showChat({ messages: [failed] });
  const article = screen.getByRole('article', { name: /not sent, press R to retry$/ });
  fireEvent.keyDown(article, { key: 'r' });
  fireEvent.click(within(article).getByRole('button', { name: 'Retry' }));
  const named = { conversationId: failed.conversationId, key: failed.key };
  expect(calls('message.retry')).toEqual([named, named]);
  fireEvent.click(within(article).getByRole('button', { name: 'Delete' }));
  expect(calls('message.delete')).toEqual([named]);
  await tell({ kind: 'message-removed', ...named });
  expect(screen.getByText('Nothing here yet. Say hello to Lin Mei.')).toBeDefined();
});

test('arriving messages are told politely and together, a failure at once', async () => {
  const { tell } = await showChat({ messages: [own(1)] });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await tell({ kind: 'message', message: aMessage(2) }, { kind: 'message', message: aMessage(3) });
    const polite = screen.getAllByRole('status').find((each) => each.className === 'visually-hidden');
    expect(polite?.textContent).toBe('');
    act(() => void vi.advanceTimersByTime(1_000));
    expect(polite?.textContent).toBe('Lin Mei: message 2\nLin Mei: message 3');
    const error = new AppError('rejected').toWire();
    await tell({ kind: 'message', message: own(1, { state: 'failed', error }) });
    expect(screen.getByText('A message was not sent. The server did not accept this.')).toBeDefined();
  } finally {
    vi.useRealTimers();
  }
});

test('what was unread at opening stands under one divider, and who replies has read it', async () => {
  const last = {
    segments: [],
    senderId: asPeerId('10002'),
    senderName: '',
    state: 'received',
    time: 3,
    order: 3,
  } as const;
  const { calls } = await showChat({
    conversation: { ...draft('yes'), unread: 2, readOrder: 1, last: { ...last, segments: [] } },
    messages: [aMessage(1), aMessage(2), aMessage(3)],
  });
  const divider = screen.getByRole('separator', { name: 'New messages' });
  expect(divider.closest('article')?.getAttribute('aria-posinset')).toBe('2');
  press('Enter');
  await waitFor(() => expect(calls('conversation.read')).toContainEqual({ conversationId: draft('').id, order: 3 }));
});

test('a group shows its members and its announcement', async () => {
  const members = [
    aMember('10001', '王小明', { role: 'owner' }),
    aMember('10002', 'Lin Mei', { card: '林梅' }),
    aMember('10003', 'Wei', { presence: 'offline' }),
  ];
  await showChat({
    conversation: aConversation('group', '900'),
    messages: [aMessage(1, { conversationId: aConversation('group', '900').id })],
    answers: { 'group.members': () => ({ members }) },
  });
  const pane = screen.getByRole('complementary', { name: 'Members' });
  expect(within(pane).getByText('Maintenance on Saturday')).toBeDefined();
  const list = await within(pane).findByRole('listbox', { name: 'Members' });
  const names = () =>
    within(list)
      .getAllByRole('option')
      .map((option) => option.getAttribute('aria-label'));
  await waitFor(() => expect(names()).toEqual(['王小明, you, Owner, Online', '林梅, Online', 'Wei, Offline']));
  // The card is the name in this group.
  expect(screen.getByRole('article').getAttribute('aria-label')).toContain('林梅');
  fireEvent.click(screen.getAllByRole('button', { name: 'Hide members' })[0] as HTMLElement);
  expect(screen.queryByRole('complementary')).toBeNull();
});

test('messages that cannot be loaded can be asked for again', async () => {
  const back = await mountChat(aConversation('person', '10002'), {}, { 'thread.open': () => new AppError('storage') });
  expect(await screen.findByText('The messages could not be loaded.')).toBeDefined();
  back.answers = { 'thread.open': () => ({ messages: [aMessage(1)], hasOlder: false, hasNewer: false }) };
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('message 1')).toBeDefined();
});
