import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MessagePage } from '#shared/commands.ts';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import { aMessage, aSnapshot, chatId } from '../testing/world.ts';
import { center, emptyCenter } from './center.ts';
import { startSession } from './session.ts';
import { closeThread, followThread, loadNewer, loadNewest, loadOlder, openThread, reopenThread } from './threads.ts';

const id = chatId('person', '10002');
type Call = Extract<FrontFrame, { kind: 'call' }>;
let calls: Call[];
let say: (frame: BackFrame) => void;
let stop: () => void;

// Every answer is given by hand, so that it can come late.
beforeEach(async () => {
  calls = [];
  center.setState(emptyCenter, true);
  stop = startSession({
    open: async () => ({
      post: (frame) => frame.kind === 'call' && calls.push(frame),
      onMessage: (listener) => {
        say = listener;
        return () => {};
      },
      onClose: () => () => {},
      close: () => {},
    }),
    outdated: () => {},
    reopen: (each) => void reopenThread(each),
  });
  await vi.waitFor(() => expect(say).toBeDefined());
  await Promise.resolve();
  say({ kind: 'snapshot', seq: 1, state: aSnapshot() });
});
afterEach(() => stop());

const page = (from: number, to: number, change: Partial<MessagePage> = {}): MessagePage => ({
  messages: Array.from({ length: to - from + 1 }, (_, at) => aMessage(from + at)),
  hasOlder: true,
  hasNewer: false,
  ...change,
});
const answer = (call: Call | undefined, result: unknown) => say({ kind: 'ok', id: call?.id ?? 0, result });
const thread = () => center.getState().threads[id];
const orders = () => thread()?.messages.map(({ order }) => order);

async function opened(first: MessagePage = page(50, 52)): Promise<void> {
  const opening = openThread(id);
  answer(calls.at(-1), first);
  await opening;
}

test('a page goes into the center', async () => {
  await opened();
  expect(calls[0]).toMatchObject({ name: 'thread.open', params: { conversationId: id } });
  expect(orders()).toEqual([50, 51, 52]);
});

test('a page that comes after closing is dropped', async () => {
  const opening = openThread(id);
  const call = calls.at(-1);
  closeThread(id);
  answer(call, page(50, 52));
  await opening;
  expect(thread()).toBeUndefined();
});

test('one request per direction is under way', async () => {
  await opened(page(50, 52, { hasNewer: true }));
  const [first, second] = [loadOlder(id), loadOlder(id)];
  const newer = loadNewer(id);
  expect(calls.slice(1).map(({ params }) => params)).toMatchObject([{ before: 50 }, { after: 52 }]);
  answer(calls[1], page(48, 49, { hasOlder: false }));
  answer(calls[2], page(53, 53));
  await Promise.all([first, second, newer]);
  expect(orders()).toEqual([48, 49, 50, 51, 52, 53]);
  await loadOlder(id);
  expect(calls, 'there is no older page').toHaveLength(3);
});

test('an answer for an edge that moved meanwhile is dropped', async () => {
  await opened();
  const older = loadOlder(id);
  const call = calls.at(-1);
  say({ kind: 'events', seq: 2, events: [{ kind: 'message-removed', conversationId: id, key: aMessage(50).key }] });
  answer(call, page(48, 49));
  await older;
  expect(orders()).toEqual([51, 52]);
});

test('an answer for an earlier opening is dropped', async () => {
  await opened();
  const older = loadOlder(id);
  const call = calls.at(-1);
  await opened(page(50, 52));
  answer(call, page(1, 2));
  await older;
  expect(orders()).toEqual([50, 51, 52]);
});

test('a failed request may be made again', async () => {
  await opened();
  const older = loadOlder(id);
  say({ kind: 'err', id: calls.at(-1)?.id ?? 0, error: { code: 'storage', retry: 'never' } });
  await expect(older).rejects.toMatchObject({ code: 'storage' });
  const again = loadOlder(id);
  answer(calls.at(-1), page(49, 49));
  await again;
  expect(orders()).toEqual([49, 50, 51, 52]);
});

test('the newest messages replace what is loaded', async () => {
  await opened(page(50, 52, { hasNewer: true }));
  const newest = loadNewest(id);
  answer(calls.at(-1), page(90, 92));
  await newest;
  expect(orders()).toEqual([90, 91, 92]);
});

test('a new snapshot watches open threads anew', async () => {
  await opened();
  followThread(id, false);
  say({ kind: 'snapshot', seq: 9, state: aSnapshot() });
  expect(calls.at(-1)).toMatchObject({ name: 'thread.open', params: { conversationId: id } });
  answer(calls.at(-1), page(51, 55));
  await vi.waitFor(() => expect(orders()).toEqual([50, 51, 52, 53, 54, 55]));
  expect(thread()?.following).toBe(false);
});

test('closing tells the other side and frees the messages', async () => {
  await opened();
  closeThread(id);
  expect(calls.at(-1)).toMatchObject({ name: 'thread.close', params: { conversationId: id } });
  expect(thread()).toBeUndefined();
});
