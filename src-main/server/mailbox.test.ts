import { expect, onTestFinished, test } from 'vitest';
import { openHouse } from './house.ts';
import { createMailbox, type Delivery, type Mailbox } from './mailbox.ts';
import { freshDir } from './webqq-door/test-client.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const forever = new AbortController().signal;

function setUp() {
  const house = openHouse(freshDir(), quiet);
  onTestFinished(() => house.close());
  const mei = house.addPerson({ nick: 'mei', password: 'x' });
  const lin = house.addPerson({ nick: 'lin', password: 'x' });
  house.befriend(mei, lin);
  const mailbox = createMailbox(house, lin, { hold: 10_000, linger: 1 });
  house.listen((message) => mailbox.push({ kind: 'message', message }));
  const say = (...texts: string[]) =>
    Promise.all(
      texts.map((text) =>
        house.post({ sender: mei, target: { kind: 'person', number: lin }, segments: [{ kind: 'text', text }] }),
      ),
    );
  return { house, lin, mei, mailbox, say };
}

const texts = (delivery: Delivery | undefined) =>
  delivery?.mail.map((mail) =>
    mail.kind === 'message'
      ? mail.message.segments.map((each) => each.kind === 'text' && each.text).join('')
      : mail.kind,
  );

async function drain(mailbox: Mailbox, count: number) {
  const all: (string | undefined)[] = [];
  const sizes: number[] = [];
  while (all.length < count) {
    const delivery = await mailbox.wait(undefined, forever);
    if (delivery) mailbox.written(delivery);
    all.push(...(texts(delivery) ?? []));
    sizes.push(delivery?.mail.length ?? 0);
  }
  return { all, sizes };
}

test('a burst travels together', async () => {
  const { mailbox, say } = setUp();
  const waiting = mailbox.wait(undefined, forever);
  await say('a', 'b', 'c');
  expect(texts(await waiting)).toEqual(['a', 'b', 'c']);
});

test('a queue that nobody empties stays in the house, and comes in order when somebody does', async () => {
  const { mailbox, say } = setUp();
  expect(await mailbox.wait(undefined, AbortSignal.abort())).toBeUndefined();
  const expected = Array.from({ length: 2_500 }, (_, index) => `m${index}`);
  for (let index = 0; index < expected.length; index += 500) await say(...expected.slice(index, index + 500));
  const { all, sizes } = await drain(mailbox, expected.length);
  expect(all).toEqual(expected);
  expect(Math.max(...sizes)).toBe(200);
});

test('large messages travel in smaller deliveries', async () => {
  const { mailbox, say } = setUp();
  await say(...Array.from({ length: 12 }, (_, index) => `${index}`.padEnd(100_000, '.')));
  const { sizes } = await drain(mailbox, 12);
  expect(sizes).toEqual([5, 5, 2]);
});

test('what was not written whole comes again before newer messages', async () => {
  const { house, lin, mailbox, say } = setUp();
  await say('a');
  expect(texts(await mailbox.wait(undefined, forever))).toEqual(['a']);
  await say('b');
  const second = await mailbox.wait(undefined, forever);
  expect(texts(second)).toEqual(['a', 'b']);
  if (second) mailbox.written(second);
  expect(house.acknowledged(lin)).toBe(0);
  const waiting = mailbox.wait(undefined, forever);
  expect(house.acknowledged(lin)).toBe(2);
  mailbox.close(true);
  expect(await waiting).toBeUndefined();
});

test('a client that numbers acknowledges what it says, also when it leaves', async () => {
  const { house, lin, mailbox, say } = setUp();
  await say('a');
  const first = await mailbox.wait(0, forever);
  if (first) mailbox.written(first);
  await say('b');
  const second = await mailbox.wait(first?.answer, forever);
  if (second) mailbox.written(second);
  mailbox.close(true);
  expect(house.acknowledged(lin)).toBe(1);
});

test('of typing notices only the newest of a person is kept, and none that is old; shakes all stay', async () => {
  const { mailbox, mei } = setUp();
  await mailbox.wait(undefined, AbortSignal.abort());
  const time = Date.now();
  mailbox.push({ kind: 'typing', sender: 1, number: 1, time: time - 7_000 });
  mailbox.push({ kind: 'typing', sender: mei, number: 2, time });
  mailbox.push({ kind: 'shake', sender: mei, number: 3, time: time - 60_000 });
  mailbox.push({ kind: 'typing', sender: mei, number: 4, time });
  mailbox.push({ kind: 'shake', sender: mei, number: 5, time });
  const delivery = await mailbox.wait(undefined, forever);
  expect(delivery?.mail.map((mail) => 'number' in mail && mail.number)).toEqual([3, 4, 5]);
});

test('only the newest status of a person is kept; a kick is all that is left', async () => {
  const { mailbox, say, mei } = setUp();
  await mailbox.wait(undefined, AbortSignal.abort());
  for (const status of ['online', 'away', 'busy'] as const) {
    mailbox.push({ kind: 'presence', person: mei, appearance: { status, client: 'web' } });
  }
  const delivery = await mailbox.wait(undefined, forever);
  expect(delivery?.mail).toMatchObject([{ kind: 'presence', appearance: { status: 'busy' } }]);
  await say('late');
  mailbox.push({ kind: 'kick' });
  if (delivery) mailbox.written(delivery);
  expect(texts(await mailbox.wait(undefined, forever))).toEqual(['kick']);
});
