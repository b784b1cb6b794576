import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { Chat } from './pages/chat.ts';
import { expect, test } from './world.ts';

/**
 * What axe calls serious or critical in a window. Rows of lists have a spoken name of their own ("Lin Mei, online, 2
 * unread"), which says more than what is drawn, and in another order; so that one rule is left out.
 */
async function seriousFindings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().disableRules(['label-content-name-mismatch']);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  test(`no window has a serious accessibility fault in the ${theme} theme`, async ({ world }) => {
    const { client, form } = await world.signIn('lan', { theme });
    await form.submit.waitFor();
    expect(await seriousFindings(form.page)).toEqual([]);
    const panel = await form.trySample();
    for (const tab of ['Recent', 'Buddies', 'Groups'] as const) {
      await panel.tab(tab).click();
      await expect(panel.tab(tab)).toHaveAttribute('aria-selected', 'true');
      expect(await seriousFindings(panel.page)).toEqual([]);
    }
    const buddy = new Chat(await client.windowOpenedBy(() => panel.openBuddy('Echo')));
    await buddy.isShown();
    await buddy.say('hello there');
    await expect(buddy.feed.getByRole('article')).toHaveCount(2);
    expect(await seriousFindings(buddy.page)).toEqual([]);
    const group = new Chat(await client.windowOpenedBy(() => panel.openGroup('Project talk')));
    await group.isShown();
    await expect(group.page.getByRole('listbox', { name: 'Members' }).getByRole('option').first()).toBeVisible();
    expect(await seriousFindings(group.page)).toEqual([]);
  });
}

test('from sign-in to sign-out with the keyboard alone', async ({ world }) => {
  const server = await world.server();
  const { client, form } = await world.signIn('lan');
  const { page } = form;
  await form.submit.waitFor();
  const address = page.getByRole('textbox', { name: 'Address' });
  while (!(await address.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(server.url);
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('70001');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Password' }).focus();
  await page.keyboard.insertText('sample');
  await page.keyboard.press('Enter');

  const recent = page.getByRole('tab', { name: /^Recent/ });
  await recent.waitFor();
  while (!(await recent.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const tree = page.getByRole('tree', { name: 'Buddies' });
  await tree.waitFor();
  while (!(await tree.evaluate((element) => element.contains(document.activeElement))))
    await page.keyboard.press('Tab');
  const echo = tree.getByRole('treeitem', { name: /Echo/ });
  await page.keyboard.press('Home');
  while (!(await echo.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  const chat = new Chat(await client.windowOpenedBy(() => page.keyboard.press('Enter')));

  // Opening a chat puts the caret into the editor.
  await expect(chat.editor).toBeFocused();
  await chat.page.keyboard.insertText('by keyboard');
  await chat.page.keyboard.press('Enter');
  await expect(chat.feed.getByRole('article')).toHaveCount(2);

  const menu = page.getByRole('button', { name: 'Account menu' });
  await page.bringToFront();
  while (!(await menu.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const signOut = page.getByRole('menuitem', { name: 'Sign out' });
  await signOut.waitFor();
  while (!(await signOut.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await form.submit.waitFor();
});
