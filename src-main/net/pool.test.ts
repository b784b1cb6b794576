import { expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { createPool, type Pool } from './pool.ts';

const kinds = {
  send: { lane: 'front', priority: 10, deadlineMs: 1_000, repeats: 0 },
  info: { lane: 'back', priority: 5, deadlineMs: 2_000, repeats: 2 },
  face: { lane: 'back', priority: 1, deadlineMs: 3_000, repeats: 0 },
  poll: { lane: 'own', priority: 0, deadlineMs: 4_000, repeats: 0 },
} as const;
const never = new AbortController().signal;
const open = (slots = 8) => createPool(kinds, { slots, pace: () => 0 });

/** Work that goes on until it is let go; the order of its beginnings is kept. */
function gated() {
  const begun: string[] = [];
  const aborted: string[] = [];
  const gates = new Map<string, () => void>();
  const run = (
    pool: Pool<keyof typeof kinds>,
    kind: keyof typeof kinds,
    name: string,
    signal = never,
    share?: string,
  ) =>
    pool.run(
      {
        kind,
        ...(share === undefined ? {} : { share }),
        work: (_deadlineMs, workSignal) =>
          new Promise<string>((resolve, reject) => {
            begun.push(name);
            gates.set(name, () => resolve(name));
            workSignal.addEventListener('abort', () => {
              aborted.push(name);
              reject(new AppError('cancelled'));
            });
          }),
      },
      signal,
    );
  return { begun, aborted, run, release: (name: string) => gates.get(name)?.() };
}

test('runs no more than its slots at once, and leaves room for what is urgent', async () => {
  const { begun, run } = gated();
  const pool = open(4);
  for (let index = 0; index < 6; index += 1) void run(pool, 'face', `face ${index}`);
  void run(pool, 'send', 'send 0');
  void run(pool, 'send', 'send 1');
  void run(pool, 'send', 'send 2');
  await vi.waitFor(() => expect(begun).toEqual(['face 0', 'face 1', 'send 0', 'send 1']));
});

test('starts what is more important first', async () => {
  const { begun, run, release } = gated();
  const pool = open(3);
  const first = run(pool, 'face', 'first');
  void run(pool, 'face', 'face');
  void run(pool, 'info', 'info');
  await vi.waitFor(() => expect(begun).toEqual(['first']));
  release('first');
  await first;
  await vi.waitFor(() => expect(begun).toEqual(['first', 'info']));
});

test('the poll has a slot of its own, and there is only one', async () => {
  const { begun, run, release } = gated();
  const pool = open(1);
  void run(pool, 'send', 'send');
  const poll = run(pool, 'poll', 'poll 0');
  void run(pool, 'poll', 'poll 1');
  await vi.waitFor(() => expect(begun).toEqual(['send', 'poll 0']));
  release('poll 0');
  await poll;
  await vi.waitFor(() => expect(begun).toEqual(['send', 'poll 0', 'poll 1']));
});

test('equal requests in flight are one, later ones are new', async () => {
  const { begun, run, release } = gated();
  const pool = open();
  const both = [run(pool, 'info', 'one', never, 'x'), run(pool, 'info', 'two', never, 'x')];
  void run(pool, 'face', 'other kind', never, 'x');
  await vi.waitFor(() => expect(begun).toEqual(['one', 'other kind']));
  release('one');
  expect(await Promise.all(both)).toEqual(['one', 'one']);
  void run(pool, 'info', 'three', never, 'x');
  await vi.waitFor(() => expect(begun).toEqual(['one', 'other kind', 'three']));
});

test('shared work is aborted only when nobody waits for it any more', async () => {
  const { begun, aborted, run } = gated();
  const pool = open();
  const [left, right] = [new AbortController(), new AbortController()];
  const one = run(pool, 'info', 'work', left.signal, 'x');
  const two = run(pool, 'info', 'work', right.signal, 'x');
  await vi.waitFor(() => expect(begun).toEqual(['work']));
  left.abort();
  await expect(one).rejects.toMatchObject({ code: 'cancelled' });
  expect(aborted).toEqual([]);
  right.abort();
  await expect(two).rejects.toMatchObject({ code: 'cancelled' });
  expect(aborted).toEqual(['work']);
});

test('who asks again right after a cancelled request gets a new one', async () => {
  const { begun, run, release } = gated();
  const pool = open();
  const control = new AbortController();
  const one = run(pool, 'info', 'one', control.signal, 'x');
  await vi.waitFor(() => expect(begun).toEqual(['one']));
  control.abort();
  await expect(one).rejects.toMatchObject({ code: 'cancelled' });
  const two = run(pool, 'info', 'two', never, 'x');
  await vi.waitFor(() => expect(begun).toEqual(['one', 'two']));
  release('two');
  expect(await two).toBe('two');
});

test('waiting work that nobody wants any more never starts', async () => {
  const { begun, run, release } = gated();
  const pool = open(3);
  const first = run(pool, 'face', 'first');
  const control = new AbortController();
  const second = run(pool, 'face', 'second', control.signal);
  const third = run(pool, 'face', 'third');
  control.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(begun).toEqual(['first']));
  release('first');
  await first;
  await vi.waitFor(() => expect(begun).toEqual(['first', 'third']));
  release('third');
  await third;
});

test('repeats what may help as often as its kind allows, with its deadline', async () => {
  const pool = open();
  let tries = 0;
  const work = async (deadlineMs: number) => {
    tries += 1;
    if (tries < 3) throw new AppError('server-down');
    return deadlineMs;
  };
  expect(await pool.run({ kind: 'info', work }, never)).toBe(2_000);
  expect(tries).toBe(3);
  tries = 0;
  await expect(pool.run({ kind: 'send', work }, never)).rejects.toMatchObject({ code: 'server-down' });
  expect(tries).toBe(1);
});

test('does not repeat what cannot help', async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new AppError('rejected');
  };
  await expect(open().run({ kind: 'info', work }, never)).rejects.toMatchObject({ code: 'rejected' });
  expect(tries).toBe(1);
});
