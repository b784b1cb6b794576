import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { incoming } from '#main/core/testing/puppet.ts';
import { openWorld, say, signedIn, soon, temporaryFolder } from '#main/core/testing/world.ts';
import type { CommandName, CommandParams } from '#shared/commands.ts';
import type { UiEvent } from '#shared/events.ts';
import { type BackFrame, protocolVersion } from '#shared/frames.ts';
import { asMessageKey, asPeerId } from '#shared/ids.ts';
import { createHandlers, type Host } from './handlers.ts';
import { openLoopback } from './loopback.ts';
import { serveFront } from './serve.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** The core with a puppet for the service, and windows that come through the loopback door. */
async function openHouse(host: Host = { openExternal() {}, quit() {} }) {
  const world = openWorld();
  const { core } = world;
  const door = await openLoopback({
    port: 0,
    files: { dir: temporaryFolder(), media: (hash) => core.media.file(hash) },
    serveFront: (port) =>
      serveFront(port, { hub: core.hub, handlers: (watches) => createHandlers(core, host, watches), log }),
    instance: { secret: 'secret', show: () => null },
    log,
  });
  onTestFinished(() => door.close());

  /** A window as the renderer is one: it acknowledges what it got. */
  async function openWindow() {
    const { origin, hash, host } = new URL(door.mintUrl());
    const { headers } = await fetch(`${origin}/session`, {
      method: 'POST',
      headers: { origin, authorization: `Bearer ${hash.slice('#token='.length)}` },
    });
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const socket = new WebSocket(`ws://${host}/bus`, { headers: { origin, cookie } });
    const frames: BackFrame[] = [];
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as BackFrame;
      frames.push(frame);
      if (frame.kind === 'events' || frame.kind === 'snapshot')
        socket.send(JSON.stringify({ kind: 'ack', seq: frame.seq }));
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ kind: 'hello', version: protocolVersion }));
    await soon(() => expect(frames[0]?.kind).toBe('snapshot'));
    let calls = 0;
    const post = <Name extends CommandName>(name: Name, params: CommandParams<Name>) => {
      calls += 1;
      socket.send(JSON.stringify({ kind: 'call', id: calls, name, params }));
      return calls;
    };
    return {
      socket,
      frames,
      post,
      async call<Name extends CommandName>(name: Name, params: CommandParams<Name>) {
        const id = post(name, params);
        return soon(() => {
          const answer = frames.find((frame) => (frame.kind === 'ok' || frame.kind === 'err') && frame.id === id);
          if (!answer) throw new Error('not answered yet');
          return answer;
        });
      },
      events: (): UiEvent[] => frames.flatMap((frame) => (frame.kind === 'events' ? frame.events : [])),
    };
  }
  return { world, door, openWindow };
}

const lin = { kind: 'person', peerId: asPeerId('2001') } as const;

/** Texts and states of the messages that a window was told, in the order in which it was. */
const told = (events: readonly UiEvent[]) =>
  events.flatMap((event) =>
    event.kind === 'message'
      ? [`${event.message.segments.map((each) => ('text' in each ? each.text : '')).join('')} ${event.message.state}`]
      : [],
  );

test('messages go to the window that has the chat open, the row in Recent to all of them', async () => {
  const { world, openWindow } = await openHouse();
  const { puppet, chat, accountId } = await signedIn(world);
  world.core.conversations.open({ accountId, ...lin });
  const [reader, panel] = await Promise.all([openWindow(), openWindow()]);
  expect(await reader.call('thread.open', { conversationId: chat, limit: 50 })).toMatchObject({
    kind: 'ok',
    result: { messages: [], hasOlder: false },
  });
  await puppet.emit({ kind: 'message', message: incoming('1', 'hello') });
  await soon(() => expect(told(reader.events())).toEqual(['hello received']));
  await soon(() => expect(panel.events().map((event) => event.kind)).toContain('conversation'));
  expect(told(panel.events())).toEqual([]);

  await reader.call('thread.close', { conversationId: chat });
  await puppet.emit({ kind: 'message', message: incoming('2', 'again') });
  await soon(() => expect(panel.events().filter((event) => event.kind === 'conversation')).toHaveLength(2));
  await reader.call('thread.page', { conversationId: chat, limit: 50, after: 0 });
  expect(told(reader.events())).toEqual(['hello received']);
});

test('a message is stored and shown as being sent, and then as sent', async () => {
  const { world, openWindow } = await openHouse();
  const { chat, accountId } = await signedIn(world);
  world.core.conversations.open({ accountId, ...lin });
  const window = await openWindow();
  await window.call('thread.open', { conversationId: chat, limit: 50 });
  expect(await window.call('message.send', say(chat, 'k', 'words'))).toMatchObject({ kind: 'ok', result: null });
  await soon(() => expect(told(window.events())).toEqual(['words sending']));
  (await world.hand.asked('sendMessage')).answer({});
  await soon(() => expect(told(window.events())).toEqual(['words sending', 'words sent']));
  const retry = { conversationId: chat, key: asMessageKey('nothing') };
  expect(await window.call('message.retry', retry)).toMatchObject({ kind: 'err', error: { code: 'not-found' } });
});

test('a window that goes takes its questions along', async () => {
  const { world, door, openWindow } = await openHouse();
  const { accountId } = await signedIn(world);
  const window = await openWindow();
  window.post('person.refresh', { accountId, id: asPeerId('2001') });
  const { signal } = await world.hand.asked('fetchPersonInfo');
  expect(signal.aborted).toBe(false);
  window.socket.close();
  await soon(() => expect(signal.aborted).toBe(true));
  await soon(() => expect(door.windows().open).toBe(0));
});

test('garbage on the line harms nobody', async () => {
  const { openWindow } = await openHouse();
  const window = await openWindow();
  for (const garbage of ['', '{', 'null', '[]', '{"kind":"call"}', '{"kind":"call","id":-1}', '\u0000', '1e999'])
    window.socket.send(garbage);
  window.socket.send(Buffer.from([0xff, 0xfe, 0x00]));
  window.socket.send(JSON.stringify({ kind: 'call', id: 70, name: 'toString', params: {} }));
  await soon(() => expect(window.frames.at(-1)).toMatchObject({ kind: 'err', id: 70, error: { code: 'bad-request' } }));
  expect(await window.call('settings.change', { theme: 'dark' })).toMatchObject({ kind: 'ok' });
  await soon(() => expect(window.events()).toMatchObject([{ kind: 'settings', settings: { theme: 'dark' } }]));
});

test('only addresses for a browser or a mail program leave the client', async () => {
  const openExternal = vi.fn<Host['openExternal']>();
  const quit = vi.fn<Host['quit']>();
  const { openWindow } = await openHouse({ openExternal, quit });
  const window = await openWindow();
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/', 'nonsense', '-h', ' data:text/html,x'])
    expect(await window.call('shell.openExternal', { url })).toMatchObject({ error: { code: 'not-allowed' } });
  expect(openExternal).not.toHaveBeenCalled();
  await window.call('shell.openExternal', { url: 'HTTPS://example.org/a b' });
  await window.call('shell.openExternal', { url: 'mailto:lin@example.org' });
  expect(openExternal.mock.calls).toEqual([['https://example.org/a%20b'], ['mailto:lin@example.org']]);
  await window.call('shell.quit', {});
  expect(quit).toHaveBeenCalledOnce();
});
