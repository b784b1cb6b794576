import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slot, type UiEvent } from '#shared/events.ts';
import type { BackFrame } from '#shared/frames.ts';
import { asAccountId, asConversationId, asMessageKey, asPeerId } from '#shared/ids.ts';
import type { Message } from '#shared/model.ts';
import { createOutbox } from './outbox.ts';
import { emptySnapshot } from './testing/snapshot.ts';

const account = asAccountId('a');
const conversation = asConversationId('a/person/7');

const message = (key: string, text = '', state: Message['state'] = 'received'): UiEvent => ({
  kind: 'message',
  message: {
    key: asMessageKey(key),
    conversationId: conversation,
    order: 1,
    time: 1,
    senderId: asPeerId('7'),
    senderName: 'Lin Mei',
    segments: [{ kind: 'text', text }],
    state,
  },
});
const removed = (key: string): UiEvent => ({
  kind: 'message-removed',
  conversationId: conversation,
  key: asMessageKey(key),
});

/** An outbox whose pauses end when the test says so. */
function trial(snapshot = () => emptySnapshot) {
  const frames: BackFrame[] = [];
  const pauses: { ms: number; end(): void }[] = [];
  const outbox = createOutbox({
    post: (frame) => frames.push(frame),
    snapshot,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        const pause = { ms, end: resolve };
        pauses.push(pause);
        signal.addEventListener('abort', () => {
          pauses.splice(pauses.indexOf(pause), 1);
          reject(new Error('aborted'));
        });
      }),
  });
  return {
    outbox,
    frames,
    pauses,
    /** The keys of the messages in each batch. */
    batches: () =>
      frames.flatMap((frame) => (frame.kind === 'events' ? [frame.events.map((event) => slot(event))] : [])),
    async turn() {
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
    async nextFrame() {
      const pause = pauses.shift();
      pause?.end();
      await new Promise<void>((resolve) => setImmediate(resolve));
      return pause?.ms;
    },
  };
}

test('nothing is sent before the window asked for everything', async () => {
  const { outbox, frames, turn } = trial();
  outbox.push([message('1')]);
  await turn();
  expect(frames).toEqual([]);
  outbox.restart();
  expect(frames).toEqual([{ kind: 'snapshot', seq: 1, state: emptySnapshot }]);
});

test('the first change after a quiet time goes at once, what follows waits for the next frame', async () => {
  const { outbox, batches, turn, nextFrame } = trial();
  outbox.restart();
  expect(await nextFrame()).toBe(16);
  outbox.push([message('1')]);
  outbox.push([message('2')]);
  await turn();
  expect(batches()).toEqual([['message 1', 'message 2']]);
  outbox.ack(2);
  outbox.push([message('3')]);
  await turn();
  expect(batches()).toHaveLength(1);
  await nextFrame();
  expect(batches()).toEqual([['message 1', 'message 2'], ['message 3']]);
});

test('a later event replaces an earlier one of its slot and takes the last place', async () => {
  const { outbox, frames, nextFrame } = trial();
  outbox.restart();
  outbox.push([message('1', 'old', 'sending'), message('2'), message('3')]);
  outbox.push([message('1', 'new', 'sent'), removed('2')]);
  outbox.push([message('2', 'again')]);
  await nextFrame();
  expect(frames[1]).toEqual({
    kind: 'events',
    seq: 2,
    events: [message('3'), message('1', 'new', 'sent'), message('2', 'again')],
  });
});

test('at most two batches are on their way; an acknowledgement sends what was merged meanwhile', async () => {
  const { outbox, batches, nextFrame } = trial();
  outbox.restart();
  outbox.ack(1);
  for (const key of ['1', '2', '3', '4']) {
    outbox.push([message(key)]);
    await nextFrame();
  }
  expect(batches()).toEqual([['message 1'], ['message 2']]);
  outbox.ack(2);
  expect(batches()).toEqual([['message 1'], ['message 2'], ['message 3', 'message 4']]);
});

test('an acknowledgement of something that was never sent gives no credit', async () => {
  const { outbox, batches, nextFrame } = trial();
  outbox.restart();
  outbox.ack(99);
  outbox.ack(-1);
  for (const key of ['1', '2', '3']) {
    outbox.push([message(key)]);
    await nextFrame();
  }
  expect(batches()).toEqual([['message 1']]);
});

test('past 4,000 slots the window gets a snapshot instead, once it has credit', async () => {
  const { outbox, frames, nextFrame } = trial();
  outbox.restart();
  outbox.push([message('a')]);
  await nextFrame();
  for (let n = 0; n < 4_001; n += 1) outbox.push([message(String(n))]);
  await nextFrame();
  expect(frames.map((frame) => frame.kind)).toEqual(['snapshot', 'events']);
  outbox.push([message('late')]);
  outbox.ack(2);
  expect(frames.map((frame) => frame.kind)).toEqual(['snapshot', 'events', 'snapshot']);
  outbox.ack(3);
  outbox.push([message('after')]);
  await nextFrame();
  expect(frames[3]).toEqual({ kind: 'events', seq: 4, events: [message('after')] });
});

test('a hidden window gets a batch every 250 ms, and what waits as soon as it is shown', async () => {
  const { outbox, batches, pauses, nextFrame } = trial();
  outbox.restart();
  outbox.ack(1);
  outbox.setVisible(false);
  await nextFrame();
  outbox.push([message('1')]);
  await new Promise<void>((resolve) => setImmediate(resolve));
  outbox.push([message('2')]);
  expect(pauses.map((pause) => pause.ms)).toEqual([250]);
  expect(batches()).toEqual([['message 1']]);
  outbox.setVisible(true);
  expect(batches()).toEqual([['message 1'], ['message 2']]);
});

test('a window that lost count gets the whole state at once, whatever credit it has left', async () => {
  const { outbox, frames, nextFrame } = trial();
  outbox.restart();
  for (const key of ['1', '2', '3']) {
    outbox.push([message(key)]);
    await nextFrame();
  }
  outbox.restart();
  outbox.push([message('4')]);
  await nextFrame();
  expect(frames.slice(-2)).toEqual([
    { kind: 'snapshot', seq: 3, state: emptySnapshot },
    { kind: 'events', seq: 4, events: [message('4')] },
  ]);
});

test('after closing nothing is sent any more', async () => {
  const { outbox, frames, pauses, turn } = trial();
  outbox.restart();
  outbox.push([message('1')]);
  outbox.close();
  await turn();
  outbox.push([message('2')]);
  await turn();
  expect(frames).toHaveLength(1);
  expect(pauses).toEqual([]);
});

/** A window without any cleverness: a map from what exists to its newest form. */
function apply(state: Map<string, string>, event: UiEvent) {
  if (event.kind === 'contact') state.set(slot(event), event.contact.nick);
  if (event.kind === 'contact-removed') state.delete(slot(event));
}

test('merging never changes where a window ends up', async () => {
  const id = fc.integer({ min: 0, max: 5 }).map((n) => asPeerId(String(n)));
  const upsert = fc.record({ id, nick: fc.string({ maxLength: 3 }) }).map(
    ({ id, nick }): UiEvent => ({
      kind: 'contact',
      contact: { accountId: account, id, nick, remark: '', categoryId: '', presence: 'online', signature: '' },
    }),
  );
  const removal = id.map((id): UiEvent => ({ kind: 'contact-removed', accountId: account, id }));
  const step = fc.oneof(
    fc.array(fc.oneof(upsert, removal), { maxLength: 8 }).map((events) => ({ do: 'push' as const, events })),
    fc.constantFrom('frame', 'ack', 'turn', 'hide', 'show', 'resync').map((name) => ({ do: name })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const truth = new Map<string, string>();
      const contacts = () =>
        [...truth].map(([name, nick]) => ({
          accountId: account,
          id: asPeerId(name.split(' ')[2] ?? ''),
          nick,
          remark: '',
          categoryId: '',
          presence: 'online' as const,
          signature: '',
        }));
      const { outbox, frames, turn, nextFrame } = trial(() => ({ ...emptySnapshot, contacts: contacts() }));
      outbox.restart();
      for (const each of steps) {
        if ('events' in each) {
          for (const event of each.events) apply(truth, event);
          outbox.push(each.events);
        } else if (each.do === 'frame') await nextFrame();
        else if (each.do === 'turn') await turn();
        else if (each.do === 'resync') outbox.restart();
        else if (each.do === 'ack') outbox.ack(frames.length);
        else outbox.setVisible(each.do === 'show');
      }
      for (let n = 0; n < 3; n += 1) {
        outbox.ack(frames.length);
        await nextFrame();
      }
      const state = new Map<string, string>();
      for (const [index, frame] of frames.entries()) {
        if (frame.kind !== 'snapshot' && frame.kind !== 'events') throw new Error('unexpected frame');
        expect(frame.seq).toBe(index + 1);
        if (frame.kind === 'snapshot') {
          state.clear();
          for (const contact of frame.state.contacts) apply(state, { kind: 'contact', contact });
        } else for (const event of frame.events) apply(state, event);
      }
      expect([...state].sort()).toEqual([...truth].sort());
    }),
    { numRuns: 200 },
  );
});
