import type { RunningClient } from './hosts/host.ts';
import { Chat } from './pages/chat.ts';
import { Panel } from './pages/panel.ts';
import { expect, test, type World } from './world.ts';

const group = '周末爬山';
const count = 200;

/** One of the two people, with the windows that the test talks through. */
interface Side {
  readonly client: RunningClient;
  readonly panel: Panel;
  /** How this person appears in the other's buddy list. */
  readonly nick: string;
}

const names = ['小岚', '哲哥'];

async function signedIn(world: World, server: Awaited<ReturnType<World['server']>>, index: number): Promise<Side> {
  const person = server.person(index);
  const { client, form } = await world.signIn(`side-${index}`);
  const panel = await form.signIn(person, { stay: true });
  return { client, panel, nick: names[index] ?? '' };
}

async function buddyChat(side: Side, nick: string): Promise<Chat> {
  const chat = new Chat(await side.client.windowOpenedBy(() => side.panel.openBuddy(nick)));
  await chat.isShown();
  return chat;
}

async function groupChat(side: Side): Promise<Chat> {
  const chat = new Chat(await side.client.windowOpenedBy(() => side.panel.openGroup(group)));
  await chat.isShown();
  return chat;
}

const lines = (who: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${who} ${from + index} 在吗`);

async function sayAll(chat: Chat, texts: readonly string[]): Promise<void> {
  for (const text of texts) await chat.say(text);
}

/** Both people see the same; of each person all messages, once each, in the order in which they were written. */
async function expectSameHistory(chats: readonly Chat[], written: readonly (readonly string[])[]): Promise<void> {
  for (const chat of chats) {
    let read: string[] = [];
    await expect(async () => {
      read = await chat.readAll();
      expect(read).toHaveLength(written.flat().length);
    }).toPass({ timeout: 90_000 });
    for (const texts of written) {
      const expected = new Set(texts);
      expect(read.filter((text) => expected.has(text))).toEqual(texts);
    }
  }
}

test('200 messages each way, in a buddy chat and in a group chat', async ({ world }) => {
  test.setTimeout(300_000);
  const server = await world.server();
  const [lin, mei] = await Promise.all([signedIn(world, server, 0), signedIn(world, server, 1)]);

  const buddies = await Promise.all([buddyChat(lin, mei.nick), buddyChat(mei, lin.nick)]);
  const written = [lines('lin', 0, count), lines('mei', 0, count)] as const;
  await Promise.all([sayAll(buddies[0], written[0]), sayAll(buddies[1], written[1])]);
  await expectSameHistory(buddies, written);

  const groups = await Promise.all([groupChat(lin), groupChat(mei)]);
  const writtenInGroup = [lines('lin in the group', 0, count), lines('mei in the group', 0, count)] as const;
  await Promise.all([sayAll(groups[0], writtenInGroup[0]), sayAll(groups[1], writtenInGroup[1])]);
  await expectSameHistory(groups, writtenInGroup);
});

test('the server is killed and started again in the middle', async ({ world }) => {
  test.setTimeout(300_000);
  const server = await world.server();
  const [lin, mei] = await Promise.all([signedIn(world, server, 0), signedIn(world, server, 1)]);
  const chats = await Promise.all([buddyChat(lin, mei.nick), buddyChat(mei, lin.nick)]);
  const written = [lines('lin', 0, count), lines('mei', 0, count)] as const;

  await Promise.all([sayAll(chats[0], written[0].slice(0, 80)), sayAll(chats[1], written[1].slice(0, 80))]);
  await server.stop('SIGKILL');
  await Promise.all([sayAll(chats[0], written[0].slice(80, 120)), sayAll(chats[1], written[1].slice(80, 120))]);
  await server.start();
  await Promise.all([sayAll(chats[0], written[0].slice(120)), sayAll(chats[1], written[1].slice(120))]);
  await expectSameHistory(chats, written);
});

test('a client is killed in the middle and started again', async ({ world }) => {
  test.setTimeout(300_000);
  const server = await world.server();
  const [lin, mei] = await Promise.all([signedIn(world, server, 0), signedIn(world, server, 1)]);
  const chats = await Promise.all([buddyChat(lin, mei.nick), buddyChat(mei, lin.nick)]);
  const written = [lines('lin', 0, count), lines('mei', 0, count)] as const;

  await sayAll(chats[1], written[1].slice(0, 60));
  const writing = sayAll(chats[0], written[0].slice(0, 100));
  await writing;
  await mei.client.stop('SIGKILL');
  await sayAll(chats[0], written[0].slice(100));

  // The account was set to come back by itself, so the panel is there without another sign-in.
  const again = await world.client('side-1');
  const panel = new Panel(again.main);
  await panel.isShown();
  const back = await buddyChat({ client: again, panel, nick: mei.nick }, lin.nick);
  await sayAll(back, written[1].slice(60));
  await expectSameHistory([chats[0], back], written);
});

test('a client is killed while its own messages are on their way', async ({ world }) => {
  test.setTimeout(300_000);
  const server = await world.server();
  const [lin, mei] = await Promise.all([signedIn(world, server, 0), signedIn(world, server, 1)]);
  const chats = await Promise.all([buddyChat(lin, mei.nick), buddyChat(mei, lin.nick)]);
  const written = lines('lin', 0, 60);
  await sayAll(chats[0], written);
  await lin.client.stop('SIGKILL');

  const again = await world.client('side-0');
  const panel = new Panel(again.main);
  await panel.isShown();
  const back = await buddyChat({ client: again, panel, nick: lin.nick }, mei.nick);
  await expectSameHistory([back, chats[1]], [written]);
});
