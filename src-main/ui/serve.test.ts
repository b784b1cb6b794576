import { expect, test, vi } from 'vitest';
import { commands } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import { type BackFrame, type FrontFrame, protocolVersion } from '#shared/frames.ts';
import { asConversationId, type ConversationId } from '#shared/ids.ts';
import type { Port } from '#shared/port.ts';
import type { Handlers } from './handlers.ts';
import { serveFront } from './serve.ts';
import { emptySnapshot } from './testing/snapshot.ts';

const chat = asConversationId('a/person/7');

/** A connection over a port in memory, with the handlers that a test cares for; the others refuse. */
function connect(handlers: Partial<Handlers> = {}, snapshot: () => Snapshot = () => emptySnapshot) {
  const frames: BackFrame[] = [];
  const logged: unknown[] = [];
  let front: { deliver(events: readonly UiEvent[]): void; watches(id: ConversationId): boolean } | undefined;
  let listener: (frame: FrontFrame) => void = () => {};
  let onClose = () => {};
  let closed = false;
  const port: Port<BackFrame, FrontFrame> = {
    post: (frame) => {
      if (!closed) frames.push(frame);
    },
    onMessage(next) {
      listener = next;
      return () => {};
    },
    onClose(next) {
      onClose = next;
      return () => {};
    },
    close() {
      if (closed) return;
      closed = true;
      onClose();
    },
  };
  const refuse = () => {
    throw new AppError('not-supported');
  };
  const note = (event: string, fields?: unknown) => logged.push([event, fields]);
  serveFront(port, {
    hub: {
      snapshot,
      attach(next) {
        front = next;
        return () => {
          front = undefined;
        };
      },
    },
    handlers: (watches) =>
      ({
        ...Object.fromEntries(Object.keys(commands).map((name) => [name, refuse])),
        'thread.open': ({ conversationId }) => {
          watches.add(conversationId);
          return { messages: [], hasOlder: false, hasNewer: false };
        },
        'thread.close': ({ conversationId }) => void watches.delete(conversationId),
        ...handlers,
      }) as Handlers,
    log: { debug: note, info: note, warn: note, error: note },
  });
  return {
    frames,
    logged,
    port,
    send: (frame: unknown) => listener(frame as FrontFrame),
    hello: () => listener({ kind: 'hello', version: protocolVersion }),
    front: () => front,
    closed: () => closed,
  };
}

test('hello is answered by the whole state, and changes follow in numbered batches', async () => {
  const line = connect();
  line.hello();
  expect(line.frames).toEqual([{ kind: 'snapshot', seq: 1, state: emptySnapshot }]);
  line.front()?.deliver([{ kind: 'notices', notices: [] }]);
  await vi.waitFor(() =>
    expect(line.frames[1]).toEqual({ kind: 'events', seq: 2, events: [{ kind: 'notices', notices: [] }] }),
  );
});

test('a window of another version is told so, and gets nothing else', () => {
  const line = connect();
  line.send({ kind: 'hello', version: protocolVersion + 1 });
  line.send({ kind: 'resync' });
  line.send({ kind: 'call', id: 1, name: 'thread.close', params: { conversationId: chat } });
  expect(line.front()).toBeUndefined();
  expect(line.frames).toEqual([
    { kind: 'outdated', version: protocolVersion },
    { kind: 'err', id: 1, error: { code: 'bad-request', retry: 'never', detail: { reason: 'no-hello' } } },
  ]);
});

test('a call gets its result, checked parameters only, and null when there is no result', async () => {
  const line = connect({ 'conversation.open': () => ({ conversationId: chat }), 'account.signOut': async () => {} });
  line.hello();
  line.send({
    kind: 'call',
    id: 1,
    name: 'conversation.open',
    params: { accountId: 'a', kind: 'person', peerId: '7' },
  });
  line.send({
    kind: 'call',
    id: 2,
    name: 'conversation.open',
    params: { accountId: 'a', kind: 'nobody', peerId: '7' },
  });
  line.send({ kind: 'call', id: 3, name: 'account.signOut', params: { accountId: 'a' } });
  await vi.waitFor(() => expect(line.frames).toHaveLength(4));
  expect(line.frames.slice(1)).toEqual([
    { kind: 'ok', id: 1, result: { conversationId: chat } },
    { kind: 'err', id: 2, error: { code: 'bad-request', retry: 'never', detail: { where: 'kind' } } },
    { kind: 'ok', id: 3, result: null },
  ]);
});

test('an answer that is there at once goes out ahead of every later change', () => {
  const line = connect();
  line.hello();
  line.send({ kind: 'call', id: 1, name: 'thread.open', params: { conversationId: chat, limit: 50 } });
  expect(line.frames[1]).toEqual({ kind: 'ok', id: 1, result: { messages: [], hasOlder: false, hasNewer: false } });
});

test('a thread is watched from its opening to its closing, and not after a reload', () => {
  const line = connect();
  line.hello();
  expect(line.front()?.watches(chat)).toBe(false);
  line.send({ kind: 'call', id: 1, name: 'thread.open', params: { conversationId: chat, limit: 50 } });
  expect(line.front()?.watches(chat)).toBe(true);
  line.send({ kind: 'call', id: 2, name: 'thread.close', params: { conversationId: chat } });
  expect(line.front()?.watches(chat)).toBe(false);
  line.send({ kind: 'call', id: 3, name: 'thread.open', params: { conversationId: chat, limit: 50 } });
  line.hello();
  expect(line.front()?.watches(chat)).toBe(false);
});

test('expected failures keep their code; unexpected ones become internal, and the log tells where but not what', async () => {
  const line = connect({
    'account.retryNow': () => {
      throw new AppError('rate-limited', { retryAfterMs: 5 });
    },
    'account.signOut': async () => {
      throw new TypeError('the words of Lin Mei');
    },
  });
  line.hello();
  line.send({ kind: 'call', id: 1, name: 'account.retryNow', params: { accountId: 'a' } });
  line.send({ kind: 'call', id: 2, name: 'account.signOut', params: { accountId: 'a' } });
  await vi.waitFor(() => expect(line.frames).toHaveLength(3));
  expect(line.frames.slice(1)).toEqual([
    { kind: 'err', id: 1, error: { code: 'rate-limited', retry: 'later', retryAfterMs: 5 } },
    { kind: 'err', id: 2, error: { code: 'internal', retry: 'never' } },
  ]);
  expect(line.logged).toContainEqual([
    'ui.call-failed',
    {
      command: 'account.signOut',
      error: 'TypeError',
      places: expect.arrayContaining([expect.stringContaining('at ')]),
    },
  ]);
  expect(JSON.stringify(line.logged)).not.toContain('Lin Mei');
});

/** A handler that lives until its signal aborts. */
const untilAborted = (aborted: string[]) => (params: { id: string }, signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => {
      aborted.push(params.id);
      reject(new AppError('cancelled'));
    }),
  );

test('cancel aborts one call, a closed port all of them', async () => {
  const aborted: string[] = [];
  const line = connect({ 'person.refresh': untilAborted(aborted) });
  line.hello();
  for (const id of [1, 2, 3])
    line.send({ kind: 'call', id, name: 'person.refresh', params: { accountId: 'a', id: `p${id}` } });
  line.send({ kind: 'cancel', id: 2 });
  line.send({ kind: 'cancel', id: 99 });
  await vi.waitFor(() =>
    expect(line.frames[1]).toEqual({ kind: 'err', id: 2, error: { code: 'cancelled', retry: 'never' } }),
  );
  line.port.close();
  expect(aborted).toEqual(['p2', 'p1', 'p3']);
  expect(line.front()).toBeUndefined();
  expect(line.frames).toHaveLength(2);
});

test.each([
  undefined,
  null,
  7,
  'hello',
  [],
  {},
  { kind: 'nonsense' },
  { kind: 'hello' },
  { kind: 'ack', seq: 'x' },
  { kind: 'cancel' },
  { kind: 'call', id: -1, name: 'thread.close', params: {} },
])('a malformed frame %j is dropped', (frame) => {
  const line = connect();
  line.hello();
  line.send(frame);
  expect(line.frames).toHaveLength(1);
  expect(line.logged).toEqual([['ui.bad-frame', undefined]]);
  expect(line.closed()).toBe(false);
});

test.each(['nonsense', 'constructor', '__proto__', 7])('a call of the unknown command %j is refused', (name) => {
  const line = connect();
  line.hello();
  line.send({ kind: 'call', id: 1, name, params: {} });
  expect(line.frames[1]).toEqual({ kind: 'err', id: 1, error: { code: 'bad-request', retry: 'never' } });
});

test('the same call id twice at a time is one call', () => {
  const asked: string[] = [];
  const line = connect({
    'person.refresh': (params) => {
      asked.push(params.id);
      return new Promise<void>(() => {});
    },
  });
  line.hello();
  line.send({ kind: 'call', id: 1, name: 'person.refresh', params: { accountId: 'a', id: 'one' } });
  line.send({ kind: 'call', id: 1, name: 'person.refresh', params: { accountId: 'a', id: 'two' } });
  expect(asked).toEqual(['one']);
});

test('a window that cannot be given the state is closed', () => {
  const line = connect({}, () => {
    throw new AppError('storage');
  });
  line.hello();
  expect(line.closed()).toBe(true);
  expect(line.front()).toBeUndefined();
  expect(line.logged[0]).toEqual(['ui.front-failed', expect.anything()]);
});
