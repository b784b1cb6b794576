import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EngineFactory, Peer } from '#main/engine/engine.ts';
import { createTestLog, type Recorded, record } from '#main/engine/test-recorder.ts';
import { createEngine } from '#main/engine/webqq/engine.ts';
import { type ChatServer, startChatServer } from '#main/server/serve.ts';
import { AppError } from '#shared/errors.ts';
import { asPeerId, randomKey } from '#shared/ids.ts';
import type { Presence, Segment } from '#shared/model.ts';

/** A protocol with a service of its own that these statements are tried on. */
interface Kind {
  readonly name: string;
  readonly factory: EngineFactory;
  /** Paths of the service, for fault scripts. */
  readonly paths: { readonly poll: string; readonly send: string };
}

const kinds: readonly Kind[] = [
  {
    name: 'webqq',
    factory: (deps) => createEngine(deps, { wait: (ms) => Math.min(ms, 40), pollDeadlineMs: 90_000 }),
    paths: { poll: '/channel/poll2', send: '/channel/send_' },
  },
];

const lan = asPeerId('70001');
const zhe = asPeerId('70002');
const talk: Peer = { kind: 'group', id: asPeerId('600100') };
const never = new AbortController().signal;
const text = (words: string): Segment[] => [{ kind: 'text', text: words }];

describe.each(kinds)('every engine: $name', ({ factory, paths }) => {
  const undo: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  function folder(): string {
    const dir = mkdtempSync(join(tmpdir(), 'engine-contract-'));
    undo.push(() => rmSync(dir, { recursive: true, force: true }));
    return dir;
  }

  async function openServer(dir = folder(), port = 0): Promise<ChatServer> {
    const server = await startChatServer({ dir, port, demo: true, log: createTestLog(), pace: { hold: 2_000 } });
    let open = true;
    const close = server.close;
    const once = async () => {
      if (open) await close();
      open = false;
    };
    undo.push(once);
    return { ...server, close: once };
  }

  function signIn(
    address: string,
    login: string = lan,
    options: { password?: string; status?: Presence } & Parameters<typeof record>[2] = {},
  ): Recorded {
    const { password = 'sample', status = 'online', ...rest } = options;
    const recorded = record(factory, { address, login, password, status }, rest);
    undo.push(() => recorded.stop());
    return recorded;
  }

  async function online(...recorded: readonly Recorded[]): Promise<void> {
    for (const each of recorded) {
      await vi.waitFor(() => expect([each.ending(), each.of('presence').length > 0]).toEqual([undefined, true]), 5_000);
    }
  }

  const send = (from: Recorded, peer: Peer, words: string, key = randomKey()) =>
    from.engine.ask('sendMessage', { peer, key, segments: text(words) }, never);

  test('signs in, tells itself, then that it is online', async () => {
    const person = signIn((await openServer()).url);
    await online(person);
    expect(person.facts.slice(0, 2)).toMatchObject([
      { kind: 'self', id: lan, nick: '小岚', status: 'online' },
      { kind: 'online' },
    ]);
    await vi.waitFor(() => expect(person.of('self').at(-1)).toMatchObject({ signature: '慢慢来，比较快' }));
  });

  test('tells buddies with categories and remarks in durable ids', async () => {
    const person = signIn((await openServer()).url);
    await online(person);
    const [roster] = person.of('roster');
    expect(roster?.contacts).toContainEqual({ id: zhe, nick: '阿哲', remark: '哲哥', categoryId: '1' });
    expect(roster?.categories.map(({ name }) => name)).toEqual(expect.arrayContaining(['', '同事', '家人']));
  });

  test('tells groups in durable ids', async () => {
    const person = signIn((await openServer()).url);
    await online(person);
    expect(person.of('groups')[0]?.groups).toContainEqual(
      expect.objectContaining({ id: talk.id, name: '项目讨论 Project talk' }),
    );
  });

  test('refuses a wrong password', async () => {
    const person = signIn((await openServer()).url, lan, { password: 'wrong' });
    await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-credentials' }));
    expect(person.facts).toEqual([]);
  });

  test('refuses an unknown account', async () => {
    const person = signIn((await openServer()).url, '99999');
    await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-credentials' }));
  });

  test('does not use saved secrets in place of the password', async () => {
    const { url } = await openServer();
    const secrets = new Map<string, string>();
    const vault = {
      get: async (name: string) => secrets.get(name),
      set: async (name: string, secret: string) => void secrets.set(name, secret),
      remove: async (name: string) => void secrets.delete(name),
    };
    const first = signIn(url, lan, { vault });
    await online(first);
    await first.stop();
    const second = signIn(url, lan, { vault, password: 'wrong' });
    await vi.waitFor(() => expect(second.ending()).toMatchObject({ code: 'bad-credentials' }));
  });

  test('ends at once when the service is not there at first', async () => {
    const server = await openServer();
    await server.close();
    const person = signIn(server.url);
    await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'refused', detail: { sent: false } }));
  });

  test('ends with bad-reply when something else answers', async () => {
    const server = await openServer();
    server.faults.add('/', 100, { kind: 'answer', status: 200, body: '<html>Welcome!</html>' });
    const person = signIn(server.url);
    await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-reply' }));
  });

  test('carries a shake in its place among messages, and tells who is writing', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    await one.engine.ask('notifyTyping', { id: zhe }, never);
    await vi.waitFor(() => expect(two.of('typing')).toMatchObject([{ peer: { kind: 'person', id: lan } }]));
    await send(one, { kind: 'person', id: zhe }, '一');
    await one.engine.ask('shake', { id: zhe }, never);
    await send(one, { kind: 'person', id: zhe }, '二');
    await vi.waitFor(() => expect(two.texts()).toEqual(['一', '[shake]', '二']));
    expect(two.of('message')[1]?.message).toMatchObject({ senderId: lan, senderName: '小岚' });
    await expect(one.engine.ask('shake', { id: zhe }, never)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  test('carries buddy messages both ways', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    await send(one, { kind: 'person', id: zhe }, '在吗');
    await vi.waitFor(() => expect(two.texts()).toEqual(['在吗']));
    await send(two, { kind: 'person', id: lan }, 'Yes & <no>');
    await vi.waitFor(() => expect(one.texts()).toEqual(['Yes & <no>']));
    expect(two.of('message')[0]?.message).toMatchObject({
      peer: { kind: 'person', id: lan },
      senderId: lan,
      senderName: '小岚',
    });
  });

  test('carries group messages with the name used in the group', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    await send(one, talk, '大家早');
    await vi.waitFor(() => expect(two.texts()).toContain('大家早'));
    const mine = two.of('message').find(({ message }) => message.senderId === lan)?.message;
    expect(mine).toMatchObject({ peer: talk, senderId: lan });
  });

  test('carries faces, fonts and line ends', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    const font = { name: '黑体', size: 14, color: 'ff0000', bold: true, italic: false, underline: true };
    const segments: Segment[] = [
      { kind: 'text', text: '一\n二 ' },
      { kind: 'face', id: 14 },
      { kind: 'text', text: '😀' },
    ];
    await one.engine.ask('sendMessage', { peer: { kind: 'person', id: zhe }, key: randomKey(), segments, font }, never);
    await vi.waitFor(() => expect(two.of('message')[0]?.message).toMatchObject({ segments, font }));
  });

  test('keeps the order of many messages, each once', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    const words = Array.from({ length: 60 }, (_each, index) => `第 ${index} 条`);
    for (const each of words) await send(one, { kind: 'person', id: zhe }, each);
    await vi.waitFor(() => expect(two.texts()).toEqual(words), 5_000);
    expect(new Set(two.of('message').map(({ message }) => message.serverId)).size).toBe(words.length);
  });

  test('brings what was said while the account was away, with old times', async () => {
    const { url } = await openServer();
    const one = signIn(url);
    await online(one);
    await send(one, { kind: 'person', id: zhe }, '留言');
    const two = signIn(url, zhe);
    await vi.waitFor(() => expect(two.texts()).toEqual(['留言']));
  });

  test('a message sent again with its key arrives once', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    expect(one.engine.can.safeResend).toBe(true);
    const key = randomKey();
    await send(one, { kind: 'person', id: zhe }, '一次', key);
    await send(one, { kind: 'person', id: zhe }, '一次', key);
    await send(one, { kind: 'person', id: zhe }, '完', randomKey());
    await vi.waitFor(() => expect(two.texts()).toEqual(['一次', '完']));
  });

  test('tells a send whose answer was cut as perhaps delivered', async () => {
    const server = await openServer();
    const one = signIn(server.url);
    await online(one);
    server.faults.add(paths.send, 1, { kind: 'cut' });
    await expect(send(one, { kind: 'person', id: zhe }, '?')).rejects.toMatchObject({
      code: 'server-down',
      detail: { sent: true },
    });
  });

  test('tells a send to a stopped service as certainly not delivered', async () => {
    const server = await openServer();
    const one = signIn(server.url);
    await online(one);
    await server.close();
    const error = await send(one, { kind: 'person', id: zhe }, '?').catch((cause: unknown) => AppError.from(cause));
    expect(['refused', 'offline']).toContain(error instanceof AppError ? error.code : error);
    expect(error).toMatchObject({ detail: { sent: false } });
  });

  test('refuses a peer that nobody knows', async () => {
    const one = signIn((await openServer()).url);
    await online(one);
    await expect(send(one, { kind: 'person', id: asPeerId('12345') }, '?')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('tells presence as it changes, and hidden as offline', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    const lastOf = () =>
      one
        .of('presence')
        .flatMap(({ presences }) => presences)
        .findLast(({ id }) => id === zhe)?.presence;
    await vi.waitFor(() => expect(lastOf()).toBe('online'));
    await two.engine.ask('setStatus', { status: 'busy' }, never);
    await vi.waitFor(() => expect(lastOf()).toBe('busy'));
    expect(two.of('self').at(-1)).toMatchObject({ status: 'busy' });
    await two.engine.ask('setStatus', { status: 'hidden' }, never);
    await vi.waitFor(() => expect(lastOf()).toBe('offline'));
  });

  test('signs in with the chosen status', async () => {
    const { url } = await openServer();
    const one = signIn(url, lan, { status: 'away' });
    await online(one);
    const two = signIn(url, zhe);
    await online(two);
    expect(two.of('presence')[0]?.presences).toContainEqual(expect.objectContaining({ id: lan, presence: 'away' }));
  });

  test('tells a group its members with roles and cards', async () => {
    const one = signIn((await openServer()).url);
    await online(one);
    await one.engine.ask('fetchMembers', { groupId: talk.id }, never);
    const [fact] = one.of('members');
    expect(fact?.members).toContainEqual(expect.objectContaining({ id: zhe, nick: '阿哲', role: 'owner' }));
    expect(fact?.members).toContainEqual(expect.objectContaining({ id: lan, card: '小岚（测试）', role: 'admin' }));
    expect(one.of('group').at(-1)?.group).toMatchObject({
      id: talk.id,
      role: 'admin',
      memberCount: fact?.members.length,
    });
  });

  test('tells what a buddy says about themselves', async () => {
    const one = signIn((await openServer()).url);
    await online(one);
    await one.engine.ask('fetchPersonInfo', { id: zhe }, never);
    expect(one.of('contacts').at(-1)?.contacts).toEqual([{ id: zhe, nick: '阿哲', signature: '在路上' }]);
  });

  test('changes the own signature', async () => {
    const one = signIn((await openServer()).url);
    await online(one);
    await one.engine.ask('setSignature', { signature: '新的一天' }, never);
    expect(one.of('self').at(-1)).toMatchObject({ id: lan, signature: '新的一天' });
  });

  test('fetches pictures as bytes', async () => {
    const one = signIn((await openServer()).url);
    await online(one);
    const picture = await one.engine.ask('fetchAvatar', { kind: 'person', id: zhe }, never);
    expect(picture?.bytes.length).toBeGreaterThan(50);
    await expect(one.engine.ask('fetchAvatar', { kind: 'group', id: talk.id }, never)).resolves.not.toThrow();
  });

  test('an aborted ask rejects with cancelled', async () => {
    const server = await openServer();
    const one = signIn(server.url);
    await online(one);
    server.faults.add(paths.send, 1, { kind: 'delay', ms: 60_000 });
    const control = new AbortController();
    const asked = one.engine.ask(
      'sendMessage',
      { peer: { kind: 'person', id: zhe }, key: randomKey(), segments: text('?') },
      control.signal,
    );
    control.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('refuses asks without a session', async () => {
    const server = await openServer();
    const one = signIn(server.url);
    await online(one);
    await one.stop();
    await expect(send(one, { kind: 'person', id: zhe }, '?')).rejects.toMatchObject({ code: 'offline' });
  });

  test('comes back by itself after the service was restarted, and brings what was said meanwhile', async () => {
    const dir = folder();
    const server = await openServer(dir);
    const [one, two] = [signIn(server.url), signIn(server.url, zhe)];
    await online(one, two);
    await server.close();
    await vi.waitFor(() => expect([one, two].map((each) => each.of('reconnecting').length > 0)).toEqual([true, true]));
    expect(one.of('reconnecting')[0]?.error.retry).toBe('later');
    await openServer(dir, server.port);
    const again = () => [one, two].map((each) => [each.of('online').length, each.of('roster').length]);
    await vi.waitFor(
      () =>
        expect(again()).toEqual([
          [2, 2],
          [2, 2],
        ]),
      8_000,
    );
    await send(one, { kind: 'person', id: zhe }, '又见面了');
    await vi.waitFor(() => expect(two.texts()).toEqual(['又见面了']));
  });

  test('nothing is lost or doubled when the service restarts in the middle', async () => {
    const dir = folder();
    const server = await openServer(dir);
    const [one, two] = [signIn(server.url), signIn(server.url, zhe)];
    await online(one, two);
    const words = Array.from({ length: 40 }, (_each, index) => `${index}`);
    let running = server;
    for (const [index, each] of words.entries()) {
      if (index === 20) {
        await running.close();
        running = await openServer(dir, server.port);
      }
      const key = randomKey();
      await vi.waitFor(() => send(one, { kind: 'person', id: zhe }, each, key), 8_000);
    }
    const once = () => {
      const seen = new Map(two.of('message').map(({ message }) => [message.serverId, message.segments]));
      return [...seen.values()].map(([segment]) => (segment?.kind === 'text' ? segment.text : ''));
    };
    await vi.waitFor(() => expect(once()).toEqual(words), 8_000);
  }, 20_000);

  test('a message is brought again until it was stored', async () => {
    const server = await openServer();
    const one = signIn(server.url);
    await online(one);
    let full = true;
    const two = signIn(server.url, zhe, {
      async store(events) {
        if (full && events.some(({ kind }) => kind === 'message')) throw new AppError('disk-full');
      },
    });
    await online(two);
    await send(one, { kind: 'person', id: zhe }, '留住');
    await vi.waitFor(() => expect(two.ending()).toMatchObject({ code: 'disk-full' }));
    full = false;
    const again = signIn(server.url, zhe);
    await vi.waitFor(() => expect(again.texts()).toEqual(['留住']));
  });

  test('a lost link is opened again and loses nothing', async () => {
    const server = await openServer();
    const [one, two] = [signIn(server.url), signIn(server.url, zhe)];
    await online(one, two);
    server.faults.add(paths.poll, 3, { kind: 'cut' });
    await send(one, { kind: 'person', id: zhe }, '一');
    await send(one, { kind: 'person', id: zhe }, '二');
    await vi.waitFor(() => expect(new Set(two.texts())).toEqual(new Set(['一', '二'])), 8_000);
    expect(two.ending()).toBeUndefined();
  });

  test.each([
    ['502', 502, '<html>Bad Gateway</html>'],
    ['504', 504, ''],
    ['a page', 200, '<html>busy</html>'],
    ['broken JSON', 200, '{"retcode":0,"result":['],
    ['an empty body', 200, ''],
  ])('goes on polling when a poll is answered by %s', async (_name, status, body) => {
    const server = await openServer();
    const [one, two] = [signIn(server.url), signIn(server.url, zhe)];
    await online(one, two);
    server.faults.add(paths.poll, 4, { kind: 'answer', status, body });
    await send(one, { kind: 'person', id: zhe }, '还在');
    await vi.waitFor(() => expect(two.texts()).toEqual(['还在']), 8_000);
    expect(two.of('reconnecting')).toEqual([]);
  });

  test('kicked by another sign-in, it ends and does not return', async () => {
    const { url } = await openServer();
    const first = signIn(url);
    await online(first);
    const second = signIn(url);
    await vi.waitFor(() => expect(first.ending()).toMatchObject({ code: 'kicked' }));
    await online(second);
    expect(second.ending()).toBeUndefined();
  });

  test('leaves when aborted: others see it go, and it says nothing any more', async () => {
    const { url } = await openServer();
    const [one, two] = [signIn(url), signIn(url, zhe)];
    await online(one, two);
    await one.stop();
    expect(one.ending()).toBe('left');
    const told = one.facts.length;
    const lastOf = () =>
      two
        .of('presence')
        .flatMap(({ presences }) => presences)
        .findLast(({ id }) => id === lan)?.presence;
    await vi.waitFor(() => expect(lastOf()).toBe('offline'));
    expect(one.facts.length).toBe(told);
  });

  test('can be aborted at any moment of the sign-in', async () => {
    const { url } = await openServer();
    const early = signIn(url);
    await early.stop();
    expect(early.ending()).toBe('left');
    expect(early.of('online')).toEqual([]);
  });

  test('writes no secrets and no message text into the log', async () => {
    const { url } = await openServer();
    const log = createTestLog();
    const one = signIn(url, lan, { log });
    const two = signIn(url, zhe, { log });
    await online(one, two);
    await send(one, { kind: 'person', id: zhe }, '悄悄话');
    await vi.waitFor(() => expect(two.texts()).toEqual(['悄悄话']));
    await one.stop();
    const all = log.lines.join('\n');
    for (const secret of ['悄悄话', 'sample', 'skey', 'ptwebqq', 'psessionid=', 'vfwebqq'])
      expect(all).not.toContain(secret);
  });
});
