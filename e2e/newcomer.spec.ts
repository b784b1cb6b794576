import { Chat } from './pages/chat.ts';
import { expect, test } from './world.ts';

test('a newcomer presses one button and has a conversation at once', async ({ world }) => {
  const { client, form } = await world.signIn('newcomer');
  const panel = await form.trySample();

  const parrot = new Chat(await client.windowOpenedBy(() => panel.openBuddy('Echo')));
  await parrot.isShown();
  await parrot.say('Is anybody there?');
  await parrot.sent('Is anybody there?');
  await expect(parrot.feed.getByRole('article').filter({ hasText: 'Is anybody there?' })).toHaveCount(2);

  const clock = new Chat(await client.windowOpenedBy(() => panel.openBuddy('Clock')));
  await clock.isShown();
  await clock.say('What time is it?');
  await expect(clock.feed.getByRole('article', { name: /It is \w+.*\d\d:\d\d now\./ })).toBeVisible();
});

test('the clock robot greets in a group', async ({ world }) => {
  const { client, form } = await world.signIn('newcomer');
  const panel = await form.trySample();
  await panel.tab('Groups').click();
  await expect(panel.page.getByText('Groups I own')).toBeVisible();
  await expect(panel.page.getByText('Groups I administer')).toBeVisible();
  const group = new Chat(await client.windowOpenedBy(() => panel.openGroup('周末爬山')));
  await group.isShown();
  await group.say('hello everybody');
  await expect(group.feed.getByRole('article')).toHaveCount(2);
  await expect(group.page.getByRole('complementary', { name: 'Members' })).toBeVisible();
});
