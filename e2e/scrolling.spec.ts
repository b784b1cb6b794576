import { Chat } from './pages/chat.ts';
import { expect, test, type World } from './world.ts';

const lan = 70_001;
const zhe = 70_002;

async function chatWithHistory(world: World, count: number) {
  const server = await world.scriptedServer();
  const say = (text: string) =>
    server.house.post({ sender: zhe, target: { kind: 'person', number: lan }, segments: [{ kind: 'text', text }] });
  const sayMany = (words: string, many: number) =>
    Promise.all(Array.from({ length: many }, (_, index) => say(`${words} ${index}`)));
  await sayMany('old', count);
  const { client, form } = await world.signIn('lan');
  const panel = await form.signIn({ address: server.url, account: '70001', password: 'sample' });
  await expect(panel.recentRow('哲哥')).toContainText(`old ${count - 1}`);
  const chat = new Chat(await client.windowOpenedBy(() => panel.recentRow('哲哥').dblclick()));
  await chat.isShown();
  const newest = chat.page.getByRole('button', { name: 'Jump to newest messages' });
  return { chat, say, sayMany, newest };
}

test('a chat opens at the first unread message; the jump leads to the end, and new messages keep it there', async ({
  world,
}) => {
  const { chat, sayMany, newest } = await chatWithHistory(world, 200);
  await expect(chat.page.getByRole('separator', { name: 'New messages' })).toBeInViewport();
  await expect(chat.row('old 0')).toBeInViewport();
  await newest.click();
  await expect(chat.row('old 199')).toBeInViewport();
  for (const burst of ['first', 'second', 'third']) {
    await sayMany(burst, 300);
    await expect(chat.row(`${burst} 299`)).toBeInViewport();
    await expect(newest).toBeHidden();
  }
  expect(await chat.feed.getByRole('article').count()).toBeLessThanOrEqual(60);
});

test('whoever reads older messages is not moved by new ones', async ({ world }) => {
  const { chat, say, newest } = await chatWithHistory(world, 200);
  await newest.click();
  await expect(chat.row('old 199')).toBeInViewport();
  await chat.row('old 199').hover();
  await chat.page.mouse.wheel(0, -1_500);
  await expect(chat.row('old 199')).not.toBeInViewport();
  await expect(newest).toBeVisible();
  const [, second] = await chat.visibleRows();
  const read = chat.row(second?.text ?? '');
  const before = await read.boundingBox();
  await say('news');
  await expect(newest).toHaveAccessibleDescription('1 new message');
  expect(await read.boundingBox()).toEqual(before);
  await newest.click();
  await expect(chat.row('news')).toBeInViewport();
});
