import { expect, test } from 'vitest';
import { listHashes } from '#main/wire/webqq-list-hash.ts';
import { HistoricClient, serve } from './test-client.ts';

async function meet() {
  const server = await serve();
  const client = await new HistoricClient(server.url, 70001).signIn();
  const ticket = client.cookies.get('ptwebqq') ?? '';
  const ask = async (name: string, more: object) =>
    (await client.post(`/api/${name}`, { h: 'hello', vfwebqq: client.vfwebqq, ...more })).retcode;
  return { client, ticket, ask };
}
const lists = ['get_user_friends2', 'get_group_name_list_mask2'];

test.each(lists)('%s takes the hash of every year', async (name) => {
  const { ticket, ask } = await meet();
  for (const compute of Object.values(listHashes)) expect(await ask(name, { hash: compute('70001', ticket) })).toBe(0);
  expect(await ask(name, { hash: listHashes.P('70001', ticket).toLowerCase() })).toBe(0);
});

test.each(lists)('%s does without a hash, and with P over a lost ticket', async (name) => {
  const { ask } = await meet();
  for (const more of [{}, { hash: '' }, { hash: null }, { hash: '00450042005E003A' }])
    expect(await ask(name, more)).toBe(0);
});

test.each(lists)('%s answers 50 to a wrong hash', async (name) => {
  const { ticket, ask } = await meet();
  const wrong = ['0', 0, '004500420', 'constructor', listHashes.P('70002', ticket), listHashes.Q('70001', '')];
  for (const hash of wrong) expect(await ask(name, { hash })).toBe(50);
});

test('after another sign-in and a relink the hash is computed over the new ticket', async () => {
  const { client, ticket, ask } = await meet();
  await client.enter('sample');
  expect((await client.login2()).retcode).toBe(0);
  const renewed = client.cookies.get('ptwebqq') ?? '';
  expect(renewed).not.toBe(ticket);
  expect(await ask('get_user_friends2', { hash: listHashes.N('70001', renewed) })).toBe(0);
  expect(await ask('get_user_friends2', { hash: listHashes.N('70001', ticket) })).toBe(50);
});

test('a wrong session is told before a wrong hash', async () => {
  const { ask } = await meet();
  expect(await ask('get_user_friends2', { vfwebqq: '00', hash: '0' })).toBe(100000);
});
