import { createServer } from 'node:net';
import { Chat } from './pages/chat.ts';
import { Panel } from './pages/panel.ts';
import { expect, test, type World } from './world.ts';

/** 小岚, one of the sample people, as the sign-in form wants her. */
const lan = (address: string) => ({ address, account: '70001', password: 'sample' });
const zhe = 70_002;

async function scriptedChat(world: World) {
  const server = await world.scriptedServer();
  const { client, form } = await world.signIn('lan');
  const panel = await form.signIn(lan(server.url), { stay: true });
  const chat = new Chat(await client.windowOpenedBy(() => panel.openBuddy('哲哥')));
  await chat.isShown();
  const peerSays = (text: string) =>
    server.house.post({
      sender: zhe,
      target: { kind: 'person', number: 70_001 },
      segments: [{ kind: 'text', text }],
    });
  const stored = () =>
    server.house
      .backlog(zhe, 0, 1_000)
      .filter(({ sender }) => sender === 70_001)
      .map(({ segments }) => segments.map((segment) => (segment.kind === 'text' ? segment.text : '')).join(''));
  return { server, client, panel, chat, peerSays, stored };
}

test('a wrong password and an unknown account are said in a clear sentence', async ({ world }) => {
  const server = await world.server();
  const { form } = await world.signIn('lan');
  await form.submitWith({ ...lan(server.url), password: 'wrong' });
  await expect(form.message).toContainText('The account or password is not right.');
  await form.submitWith({ address: server.url, account: '99999', password: 'sample' });
  await expect(form.message).toContainText('The account or password is not right.');
  await form.signIn(lan(server.url));
});

test('a demanded picture is shown, whatever else the service does', async ({ world }) => {
  const server = await world.scriptedServer();
  server.faults.add('/check', 1, {
    kind: 'answer',
    status: 200,
    body: String.raw`ptui_checkVC('1','b7f3a1','\x00\x00\x00\x00\x00\x01\x11\x71');`,
  });
  const { form } = await world.signIn('lan');
  await form.submitWith(lan(server.url));
  await expect(form.picture).toBeVisible();
  await form.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(form.pictureCode).toBeHidden();
  await form.signIn(lan(server.url));
});

test('nothing answers at the address', async ({ world }) => {
  const free = await freePort();
  const { form } = await world.signIn('lan');
  await form.submitWith(lan(`http://127.0.0.1:${free}`));
  await expect(form.message).toContainText('Nothing answers at this address.');
});

test('the server is down at the start of a known account, and comes back', async ({ world }) => {
  const server = await world.server();
  const { client, form } = await world.signIn('lan');
  await form.signIn(lan(server.url), { stay: true });
  await client.stop();
  await server.stop('SIGKILL');

  const again = await world.client('lan');
  const panel = new Panel(again.main);
  await panel.isShown();
  const tryNow = again.main.getByRole('button', { name: 'Try now' });
  await expect(tryNow).toBeVisible();
  await expect(again.main.getByRole('status').filter({ hasText: 'Connection lost.' })).toBeAttached();
  await server.start();
  await tryNow.click();
  await expect(tryNow).toBeHidden();
  await panel.tab('Buddies').click();
  await expect(panel.buddyRow('报时 Clock')).toHaveAccessibleName(/online/);
});

const badPolls = [
  ['a 502', 502, 'Bad Gateway'],
  ['a 504', 504, ''],
  ['an HTML page', 200, '<html><body>maintenance</body></html>'],
  ['broken JSON', 200, '{"retcode":0,"result":[{"poll_type":"mess'],
  ['an empty body', 200, ''],
  ['an unknown poll type', 200, '{"retcode":0,"result":[{"poll_type":"av_request","value":{"from_uin":1}}]}'],
  ['an unknown retcode', 200, '{"retcode":9999}'],
] as const;

test('no bad answer of the poll loses a message or ends the client', async ({ world }) => {
  const { server, chat, peerSays } = await scriptedChat(world);
  for (const [name, status, body] of badPolls) {
    server.faults.add('/channel/poll2', 1, { kind: 'answer', status, body });
    await peerSays(`after ${name}: first`);
    await peerSays(`after ${name}: second`);
    await expect(chat.row(`after ${name}: second`)).toBeVisible({ timeout: 45_000 });
  }
  expect(await chat.readAll()).toEqual(badPolls.flatMap(([name]) => [`after ${name}: first`, `after ${name}: second`]));
});

test('a poll answer that is cut off is given again, once', async ({ world }) => {
  const { server, chat, peerSays } = await scriptedChat(world);
  server.faults.add('/channel/poll2', 2, { kind: 'cut' });
  for (const text of ['one', 'two', 'three']) await peerSays(text);
  await expect(chat.row('three')).toBeVisible();
  expect(await chat.readAll()).toEqual(['one', 'two', 'three']);
});

test('the network goes away during a send: exactly one copy exists', async ({ world }) => {
  const { server, chat, stored } = await scriptedChat(world);
  server.faults.add('/channel/send_buddy_msg2', 1, { kind: 'cut' });
  await chat.say('taken, but nobody said so');
  await chat.sent('taken, but nobody said so');
  server.faults.add('/channel/send_buddy_msg2', 1, { kind: 'answer', status: 502, body: '' });
  await chat.say('not taken at first');
  await chat.sent('not taken at first');
  expect(stored()).toEqual(['taken, but nobody said so', 'not taken at first']);
  expect(await chat.readAll()).toEqual(['taken, but nobody said so', 'not taken at first']);
});

test('the account signs in elsewhere: the first client says so and does not come back by itself', async ({ world }) => {
  const server = await world.server();
  const first = await world.signIn('first');
  await first.form.signIn(lan(server.url), { stay: true });
  const second = await world.signIn('second');
  const panel = await second.form.signIn(lan(server.url));
  const sentence = 'This account signed in somewhere else. Sign in again to use it here.';
  await expect(first.client.main.getByText(sentence).first()).toBeVisible();

  const parrot = new Chat(await second.client.windowOpenedBy(() => panel.openBuddy('Echo')));
  await parrot.isShown();
  await parrot.say('still here');
  await expect(parrot.feed.getByRole('article')).toHaveCount(2);
  await expect(first.client.main.getByText(sentence).first()).toBeVisible();
});

test('a damaged history is moved aside with a notice, and the client works', async ({ world }) => {
  const { writeFile, readdir } = await import('node:fs/promises');
  const server = await world.server();
  const { client, form } = await world.signIn('lan');
  await form.signIn(lan(server.url));
  await client.stop();
  const dir = `${world.dir}/clients/lan`;
  for (const end of ['-wal', '-shm']) await writeFile(`${dir}/history.db${end}`, '');
  await writeFile(`${dir}/history.db`, 'this is no database, '.repeat(500));

  const again = await world.signIn('lan');
  await expect(again.client.main.getByText(/history of this profile was damaged/)).toBeVisible();
  await again.form.signIn(lan(server.url));
  expect((await readdir(dir)).filter((name) => name.startsWith('history.db.'))).not.toEqual([]);
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
