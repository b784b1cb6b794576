import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { UiEvent } from '#shared/events.ts';
import { type BackFrame, type FrontFrame, protocolVersion } from '#shared/frames.ts';
import type { Port } from '#shared/port.ts';
import { type App, createApp } from './app.ts';
import { signInParams, temporaryFolder } from './core/testing/world.ts';
import { createConfSettings } from './store/settings-conf.ts';
import { createFileVault } from './store/vault.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const patience = { timeout: 60_000, interval: 20 };

async function openApp(dir: string): Promise<App> {
  const app = await createApp({
    profile: { name: 'default', dir },
    settings: createConfSettings(dir),
    vault: createFileVault(join(dir, 'secrets.json')),
    log,
    openExternal() {},
    quit() {},
  });
  onTestFinished(() => app.close());
  return app;
}

/** A window in this process. */
function openWindow(app: App) {
  const frames: BackFrame[] = [];
  let hear: (frame: FrontFrame) => void = () => {};
  let closed = false;
  let onClose = () => {};
  const port: Port<BackFrame, FrontFrame> = {
    post(frame) {
      frames.push(frame);
      if (frame.kind === 'events') queueMicrotask(() => hear({ kind: 'ack', seq: frame.seq }));
    },
    onMessage(listener) {
      hear = listener;
      return () => {};
    },
    onClose(listener) {
      const before = onClose;
      onClose = () => {
        before();
        listener();
      };
      return () => {};
    },
    close() {
      if (closed) return;
      closed = true;
      onClose();
    },
  };
  app.serveFront(port);
  hear({ kind: 'hello', version: protocolVersion });
  let calls = 0;
  return {
    closed: () => closed,
    async call<Result>(name: string, params: unknown): Promise<Result> {
      calls += 1;
      const id = calls;
      hear({ kind: 'call', id, name, params } as FrontFrame);
      return vi.waitFor(() => {
        const answer = frames.find((frame) => frame.kind === 'ok' && frame.id === id);
        if (answer?.kind !== 'ok') throw new Error(JSON.stringify(frames.at(-1)));
        return answer.result as Result;
      }, patience);
    },
    event: <Kind extends UiEvent['kind']>(kind: Kind, fits: (event: Extract<UiEvent, { kind: Kind }>) => boolean) =>
      vi.waitFor(() => {
        const events = frames.flatMap((frame) => (frame.kind === 'events' ? frame.events : []));
        const found = events.findLast(
          (event): event is Extract<UiEvent, { kind: Kind }> =>
            event.kind === kind && fits(event as Extract<UiEvent, { kind: Kind }>),
        );
        if (!found) throw new Error(`no such ${kind} among ${events.length} events`);
        return found;
      }, patience),
  };
}

const textOf = (event: Extract<UiEvent, { kind: 'message' }>) =>
  event.message.segments.map((each) => (each.kind === 'text' ? each.text : '')).join('');

test('a newcomer signs in with a sample account and is answered', { timeout: 120_000 }, async () => {
  const app = await openApp(temporaryFolder());
  const window = openWindow(app);
  const { accountId } = await window.call<{ accountId: string }>('account.trySample', {});
  await window.event('account', ({ account }) => account.id === accountId && account.phase === 'online');
  const { contact } = await window.event('contact', ({ contact }) => contact.nick.includes('Echo'));
  const person = { accountId, kind: 'person', peerId: contact.id };
  const { conversationId } = await window.call<{ conversationId: string }>('conversation.open', person);
  await window.call('thread.open', { conversationId, limit: 50 });
  const segments = [{ kind: 'text', text: 'hello there' }];
  await window.call('message.send', { conversationId, key: 'k1', segments });
  await window.event('message', ({ message }) => message.key === 'k1' && message.state === 'sent');
  const answer = await window.event('message', ({ message }) => message.state === 'received');
  expect(textOf(answer)).toContain('hello there');
  await app.close();
  expect(window.closed()).toBe(true);
});

test('the chat server keeps its port, and takes another one when that is gone', { timeout: 120_000 }, async () => {
  const dir = temporaryFolder();
  const address = (app: App) => app.core.hub.snapshot().hosting.address;
  const first = await openApp(dir);
  const port = Number(new URL(address(first) ?? '').port);
  await first.close();
  const second = await openApp(dir);
  expect(address(second)).toBe(`http://127.0.0.1:${port}`);
  await second.close();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const third = await openApp(dir);
  expect(address(third)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(address(third)).not.toBe(address(first));
  expect(third.core.hub.snapshot().notices).toEqual([]);
});

test('a chat server that cannot start is a notice, and the client goes on', async () => {
  const dir = temporaryFolder();
  await writeFile(join(dir, 'server'), 'not a folder');
  const { hub } = (await openApp(dir)).core;
  expect(hub.snapshot().hosting).toEqual({ samples: [] });
  expect(hub.snapshot().notices).toMatchObject([{ code: 'hosting-failed', subject: join(dir, 'server') }]);
});

test('who has an account elsewhere needs no chat server', async () => {
  const dir = temporaryFolder();
  const first = await openApp(dir);
  await first.core.accounts.signIn({ ...signInParams, address: 'http://127.0.0.1:1' });
  await first.close();
  const second = await openApp(dir);
  expect(second.core.hub.snapshot().hosting).toEqual({ samples: [] });
});
