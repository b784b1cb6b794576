import { expect, test } from 'vitest';
import { freshDir, serve } from './webqq-door/test-client.ts';

test('a port that is taken is refused, and the house is free for another try', async () => {
  const { port } = await serve();
  const dir = freshDir();
  await expect(serve({ dir, port })).rejects.toMatchObject({ code: 'refused', detail: { reason: 'port-taken', port } });
  expect((await serve({ dir })).samples).toHaveLength(6);
});

test('the sample people move in once, and only where they are wanted', async () => {
  const dir = freshDir();
  const plain = await serve({ dir, demo: false });
  expect([plain.samples, plain.house.people()]).toEqual([[], []]);
  plain.house.addPerson({ number: 70001, nick: '别人', password: 'secret' });
  await plain.close();

  const later = await serve({ dir, demo: true });
  expect(later.house.people()).toHaveLength(1);
  expect(later.samples).toEqual([]);
});

test('every sample person knows the robots, and the first two know each other and share both groups', async () => {
  const { house, samples } = await serve();
  const [lan, zhe] = samples.map(({ login }) => Number(login));
  for (const { login } of samples) {
    const buddies = house.contacts(Number(login)).map(({ number }) => number);
    expect(buddies).toEqual(expect.arrayContaining([70010, 70011]));
  }
  expect(house.contacts(lan ?? 0).map(({ number }) => number)).toContain(zhe);
  const groupsOf = (number = 0) => house.groupsOf(number).map((group) => group.number);
  expect([groupsOf(lan), groupsOf(zhe)]).toEqual(Array(2).fill([600100, 600101]));
});
