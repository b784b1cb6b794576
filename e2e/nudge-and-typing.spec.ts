import type { Page } from 'playwright/test';
import { Chat } from './pages/chat.ts';
import { expect, test, type World } from './world.ts';

/** Two buddies with their chat open at both ends. */
async function buddies(world: World): Promise<{ lan: Chat; zhe: Chat }> {
  const server = await world.server();
  const open = async (index: number, other: string) => {
    const { client, form } = await world.signIn(`side-${index}`);
    const panel = await form.signIn(server.person(index));
    const chat = new Chat(await client.windowOpenedBy(() => panel.openBuddy(other)));
    await chat.isShown();
    return chat;
  };
  const [lan, zhe] = await Promise.all([open(0, '哲哥'), open(1, '小岚')]);
  return { lan, zhe };
}

const nudge = ({ page }: Chat) => page.getByRole('button', { name: 'Nudge' });

/** Notes the animations of a window from now on; the function returned tells their lengths. */
async function noteAnimations(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const lengths: number[] = [];
    Object.assign(window, { lengths });
    document.addEventListener('animationend', ({ target, elapsedTime }) => {
      if ((target as Element).matches('[data-shaking]')) lengths.push(Math.round(elapsedTime * 1_000));
    });
  });
  return () => page.evaluate(() => (window as unknown as { lengths: number[] }).lengths);
}

test('a nudge shakes the window of the other, in its place among the messages', async ({ world }) => {
  const { lan, zhe } = await buddies(world);
  await zhe.page.emulateMedia({ reducedMotion: 'no-preference' });
  const animations = await noteAnimations(zhe.page);
  await lan.say('before');
  await nudge(lan).click();
  await lan.say('after');

  await expect(lan.row('You shook the window of 哲哥')).toHaveAccessibleName(/, sent$/);
  await expect(zhe.row('小岚 shook your window')).toBeVisible();
  await expect.poll(animations).toEqual([600]);
  await lan.sent('after');
  await expect(zhe.row('after')).toBeVisible();
  expect(await lan.readAll()).toEqual(['before', 'You shook the window of 哲哥', 'after']);
  expect(await zhe.readAll()).toEqual(['before', '小岚 shook your window', 'after']);

  // Not twice in a moment, and the reason can be read.
  await expect(nudge(lan)).toBeDisabled();
  await expect(nudge(lan)).toHaveAccessibleDescription('You nudged only just now. Wait a few seconds.');
  await expect(nudge(lan)).toBeEnabled();
});

test('who wants no motion gets the line only', async ({ world }) => {
  const { lan, zhe } = await buddies(world);
  await zhe.page.emulateMedia({ reducedMotion: 'reduce' });
  await nudge(lan).click();
  await expect(zhe.row('小岚 shook your window')).toBeVisible();
  expect(await zhe.page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('who is writing is shown under the name, until the message comes', async ({ world }) => {
  const { lan, zhe } = await buddies(world);
  const line = zhe.page.getByRole('banner').getByText('typing…');
  await lan.editor.focus();
  await lan.page.keyboard.type('h');
  await expect(line).toBeVisible();
  await lan.page.keyboard.type('ello');
  await lan.page.keyboard.press('Enter');
  await expect(zhe.row('hello')).toBeVisible();
  await expect(line).toBeHidden();

  // Without a message it goes by itself.
  await expect(async () => {
    await lan.page.keyboard.type('x');
    await expect(line).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(line).toBeHidden();
});
