// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { AppError } from '#shared/errors.ts';
import type { UiEvent } from '#shared/events.ts';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import { protocolVersion } from '#shared/frames.ts';
import { accountId, anAccount, aSnapshot } from '../testing/world.ts';
import type { Connection, Sink } from './connect.ts';
import { connect } from './connect.ts';
import { socketPort } from './ports.ts';

let server: WebSocketServer;
let line: Connection | undefined;
let windows: WebSocket[];
let heard: FrontFrame[];
const sink = { snapshot: vi.fn(), events: vi.fn(), lost: vi.fn(), outdated: vi.fn() } satisfies Sink;

beforeEach(async () => {
  windows = [];
  heard = [];
  for (const spy of Object.values(sink)) spy.mockReset();
  await listen(0);
});

afterEach(async () => {
  line?.close();
  await stop();
});

async function listen(port: number): Promise<void> {
  server = new WebSocketServer({ host: '127.0.0.1', port });
  server.on('connection', (socket) => {
    windows.push(socket);
    socket.on('message', (data) => heard.push(JSON.parse(String(data)) as FrontFrame));
  });
  await new Promise((resolve) => server.once('listening', resolve));
}

async function stop(): Promise<void> {
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
}

const portOf = () => (server.address() as { port: number }).port;
const say = (frame: BackFrame) => windows.at(-1)?.send(JSON.stringify(frame));
const event: UiEvent = { kind: 'account', account: anAccount() };

async function dial(): Promise<Connection> {
  const address = `ws://127.0.0.1:${portOf()}/bus`;
  line = connect(() => socketPort(address), sink);
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'hello', version: protocolVersion }));
  return line;
}

async function live(seq = 1): Promise<Connection> {
  const connection = await dial();
  say({ kind: 'snapshot', seq, state: aSnapshot() });
  await vi.waitFor(() => expect(sink.snapshot).toHaveBeenCalledWith(aSnapshot()));
  return connection;
}

test('says hello, takes the snapshot and batches in order, and gives each its credit back', async () => {
  await live(7);
  say({ kind: 'events', seq: 8, events: [event] });
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'ack', seq: 8 }));
  expect(heard).toContainEqual({ kind: 'ack', seq: 7 });
  expect(sink.events).toHaveBeenCalledExactlyOnceWith([event]);
});

test('a gap is cured by a new snapshot, and nothing is applied until it comes', async () => {
  await live(1);
  say({ kind: 'events', seq: 3, events: [event] });
  say({ kind: 'events', seq: 4, events: [event] });
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'resync' }));
  say({ kind: 'snapshot', seq: 5, state: aSnapshot() });
  say({ kind: 'events', seq: 6, events: [event] });
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'ack', seq: 6 }));
  expect(sink.events).toHaveBeenCalledTimes(1);
  expect(heard.filter(({ kind }) => kind === 'resync')).toHaveLength(1);
});

test('calls find their answers, whatever the order', async () => {
  const connection = await live();
  const first = connection.call('account.signOut', { accountId });
  const second = connection.call('account.retryNow', { accountId });
  await vi.waitFor(() => expect(heard.filter(({ kind }) => kind === 'call')).toHaveLength(2));
  const [one, two] = heard.filter((frame) => frame.kind === 'call');
  say({ kind: 'err', id: two?.id ?? 0, error: new AppError('not-allowed').toWire() });
  say({ kind: 'ok', id: one?.id ?? 0, result: null });
  await expect(first).resolves.toBeNull();
  await expect(second).rejects.toMatchObject({ code: 'not-allowed' });
  expect(one).toMatchObject({ name: 'account.signOut', params: { accountId } });
});

test('an aborted call is cancelled on the other side and rejects at once', async () => {
  const connection = await live();
  const control = new AbortController();
  const call = connection.call('account.retryNow', { accountId }, control.signal);
  control.abort();
  await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'cancel', id: 1 }));
  await expect(connection.call('account.retryNow', { accountId }, control.signal)).rejects.toMatchObject({
    code: 'cancelled',
  });
});

test('a broken line fails its calls, says so, and is opened again', async () => {
  const connection = await live();
  const call = connection.call('account.retryNow', { accountId });
  await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ kind: 'call' })));
  const port = portOf();
  await stop();
  await expect(call).rejects.toMatchObject({ code: 'offline' });
  expect(sink.lost).toHaveBeenCalled();
  await expect(connection.call('account.retryNow', { accountId })).rejects.toMatchObject({ code: 'offline' });
  heard = [];
  await listen(port);
  await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ kind: 'hello' })), 5_000);
  say({ kind: 'snapshot', seq: 1, state: aSnapshot() });
  await vi.waitFor(() => expect(sink.snapshot).toHaveBeenCalledTimes(2));
});

test('tells when the window is hidden, also to a new line', async () => {
  const connection = await live();
  connection.setVisible(false);
  connection.setVisible(false);
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'visible', visible: false }));
  heard = [];
  windows.at(-1)?.terminate();
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'visible', visible: false }), 5_000);
  expect(heard.map(({ kind }) => kind)).toEqual(['hello', 'visible']);
});

test('hands on that the page is outdated', async () => {
  await dial();
  say({ kind: 'outdated', version: 9 });
  await vi.waitFor(() => expect(sink.outdated).toHaveBeenCalledExactlyOnceWith(9));
});

test('a closed connection stays closed', async () => {
  const connection = await live();
  connection.close();
  await vi.waitFor(() => expect(server.clients.size).toBe(0));
  expect(sink.lost).not.toHaveBeenCalled();
});
