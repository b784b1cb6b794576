import { expect, test } from 'vitest';
import type { Reply } from '#main/wire/webqq-json.ts';
import { listHashes } from '#main/wire/webqq-list-hash.ts';
import { createHashSearch } from './list-hash.ts';

const ticket = '0123456789abcdef'.repeat(4);
const reply = (retcode: number): Reply => ({ retcode, result: {}, fields: {} });

test('two lists that search at once both find the hash', async () => {
  const search = createHashSearch('10001', () => ticket);
  const wanted = listHashes.N('10001', ticket);
  const held = Promise.withResolvers<Reply>();
  const asked: string[] = [];
  const slow = search.ask(async (hash) => {
    asked.push(hash);
    return asked.length === 1 ? await held.promise : reply(hash === wanted ? 0 : 50);
  });
  expect((await search.ask(async (hash) => reply(hash === wanted ? 0 : 50))).retcode).toBe(0);
  held.resolve(reply(50));
  expect((await slow).retcode).toBe(0);
  expect(asked.at(-1)).toBe(wanted);
});

test('another failure ends the search and teaches nothing', async () => {
  const search = createHashSearch('10001', () => ticket);
  const asked: string[] = [];
  const answers = [50, 6, 0];
  const call = async (hash: string) => {
    asked.push(hash);
    return reply(answers.shift() ?? 0);
  };
  expect((await search.ask(call)).retcode).toBe(6);
  expect((await search.ask(call)).retcode).toBe(0);
  const [p, o] = [listHashes.P('10001', ticket), listHashes.O('10001', ticket)];
  expect(asked).toEqual([p, o, p]);
});

test('a ticket that changes counts at once', async () => {
  let current = ticket;
  const search = createHashSearch('10001', () => current);
  current = '';
  await search.ask(async (hash) => {
    expect(hash).toBe('004500430068005A');
    return reply(0);
  });
});
