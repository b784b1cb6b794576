import { expect, test, vi } from 'vitest';
import type { Scripted } from './test-service.ts';
import { bring, kick, message, online, polled, pollOpen, service } from './test-session.ts';

const answersThatMeanNothing: readonly (readonly [string, Scripted])[] = [
  ['102', '{"retcode":102,"errmsg":""}'],
  ['result ok', '{"retcode":0,"result":"ok"}'],
  ['502', { status: 502 }],
  ['504', { status: 504, body: '<html>Gateway Time-out</html>' }],
  ['a page', '<html>busy</html>'],
  ['broken JSON', '{"retcode":0,"result":[{"poll_type"'],
  ['an empty body', ''],
  ['a reset', 'cut'],
  ['109', '{"retcode":109}'],
  ['100012', '{"retcode":100012}'],
  ['1202', '{"retcode":1202}'],
  ['an unknown code', '{"retcode":4711}'],
];
test.each(answersThatMeanNothing)('goes on when a poll is answered by %s', async (_name, scripted) => {
  const person = await online();
  service.poll(scripted);
  await vi.waitFor(() => expect([polled(), service.openPolls()]).toEqual([2, 1]));
  bring(message());
  await vi.waitFor(() => expect(person.of('message').length).toBe(1));
  expect(person.of('reconnecting')).toEqual([]);
});

test('replaces a poll that hangs, with only one open', async () => {
  const person = await online({ pollDeadlineMs: 150 });
  await vi.waitFor(() => expect(polled()).toBeGreaterThan(1), 5_000);
  await pollOpen();
  bring(message());
  await vi.waitFor(() => expect(person.of('message').length).toBe(1));
});

test('waking replaces the open poll at once', async () => {
  const person = await online();
  person.engine.wake();
  await vi.waitFor(() => expect([polled(), service.openPolls()]).toEqual([2, 1]));
});

test('the next poll waits until what came is stored', async () => {
  const gate = Promise.withResolvers<void>();
  let hold = false;
  const person = await online({ store: () => (hold ? gate.promise : Promise.resolve()) });
  hold = true;
  bring(message());
  await vi.waitFor(() => expect(service.openPolls()).toBe(0));
  const before = polled();
  await new Promise((resolve) => setImmediate(resolve));
  expect(polled()).toBe(before);
  gate.resolve();
  await vi.waitFor(() => expect(polled()).toBe(before + 1));
  expect(person.of('message').length).toBe(1);
});

test('116 brings a new ptwebqq, which the next relink uses', async () => {
  const person = await online();
  service.poll(JSON.stringify({ retcode: 116, p: 'fedcba98' }));
  await vi.waitFor(() => expect([polled(), service.openPolls()]).toEqual([2, 1]));
  service.poll('{"retcode":121,"t":"0"}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2));
  const again = service.calls('/channel/login2').at(-1);
  expect(again?.fields).toMatchObject({ ptwebqq: 'fedcba98', psessionid: '8368046764001d636f6e6e', key: '' });
  expect(again?.cookie).toContain('ptwebqq=fedcba98');
  expect(service.calls('/login').length).toBe(1);
});

test('a relink keeps the client id and tells lists and presence anew', async () => {
  const person = await online();
  service.poll('{"retcode":103}');
  await vi.waitFor(() => expect([person.of('online').length, person.of('presence').length]).toEqual([2, 2]));
  const ids = service.calls('/channel/login2').map(({ fields }) => fields.clientid);
  expect(ids[0]).toBe(ids[1]);
  expect(person.of('reconnecting')[0]?.error).toMatchObject({ code: 'session-expired' });
  await pollOpen();
  bring(message());
  await vi.waitFor(() => expect(person.of('message').length).toBe(1));
});

test('signs in with the password when a relink is refused', async () => {
  const person = await online();
  service.next('/channel/login2', '{"retcode":103}');
  service.poll('{"retcode":103}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2));
  expect(service.calls('/login').length).toBe(2);
});

test('signs in with the password at once when the ticket is void', async () => {
  const person = await online();
  service.poll('{"retcode":100000}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2));
  expect(service.calls('/login').length).toBe(2);
});

test('a wrong password at a later sign-in needs a person', async () => {
  const person = await online();
  service.answer('/login', "ptuiCB('3','0','','0','…', '');");
  service.poll('{"retcode":108}');
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-credentials' }));
});

test('keeps trying while the service is overloaded', async () => {
  const person = await online();
  service.next('/channel/login2', '{"retcode":112}', { status: 502 }, 'cut', '{"retcode":112}', '{"retcode":113}');
  service.poll('{"retcode":120}');
  await vi.waitFor(() => expect(person.of('online').length).toBe(2), 3_000);
  expect(person.of('reconnecting').length).toBe(6);
  expect(person.of('reconnecting').at(-1)?.retryAt).toEqual(expect.any(Number));
});

test('kicked: what came before counts, the reason is told, nothing is asked any more', async () => {
  const person = await online();
  bring(kick, message());
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'kicked' }));
  expect(person.ending()).toMatchObject({ detail: { reason: '您的帐号在另一地点登录' } });
  expect(person.of('message').length).toBe(1);
  expect(service.calls('/channel/login2').length).toBe(1);
  expect(service.calls('/channel/logout2')).toEqual([]);
});

test('leaving signs out and ends the poll, and nothing happens afterwards', async () => {
  const person = await online();
  await person.stop();
  expect(person.ending()).toBe('left');
  expect(service.calls('/channel/logout2').length).toBe(1);
  const [facts, requests] = [person.facts.length, service.seen.length];
  await vi.waitFor(() => expect(service.openPolls()).toBe(0));
  expect([person.facts.length, service.seen.length]).toEqual([facts, requests]);
});

test('what the last poll brings while leaving is stored', async () => {
  const person = await online();
  service.answer('/channel/logout2', () => {
    bring(message());
    return '{"retcode":0,"result":"ok"}';
  });
  await person.stop();
  expect(person.of('message').length).toBe(1);
});

test('leaving does not wait for a service that does not answer', async () => {
  const person = await online();
  service.answer('/channel/logout2', 'hang');
  await person.stop();
  expect(person.ending()).toBe('left');
});
