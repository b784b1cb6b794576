import { expect, type Locator, type Page } from 'playwright/test';

/** The contact panel of one account. */
export class Panel {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async isShown(): Promise<void> {
    await expect(this.page.getByRole('tablist', { name: 'Contacts' })).toBeVisible();
  }

  tab(name: 'Recent' | 'Buddies' | 'Groups'): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  recentRow(name: string): Locator {
    return this.page.getByRole('listbox', { name: 'Recent' }).getByRole('option', { name: new RegExp(name) });
  }

  buddyRow(name: string): Locator {
    return this.page.getByRole('tree', { name: 'Buddies' }).getByRole('treeitem', { name: new RegExp(name) });
  }

  groupRow(name: string): Locator {
    return this.page.getByRole('listbox', { name: 'Groups' }).getByRole('option', { name: new RegExp(name) });
  }

  /** Double click on a buddy: the way to a chat that everybody knows. */
  async openBuddy(name: string): Promise<void> {
    await this.tab('Buddies').click();
    await this.buddyRow(name).dblclick();
  }

  async openGroup(name: string): Promise<void> {
    await this.tab('Groups').click();
    await this.groupRow(name).dblclick();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Account menu' }).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
  }
}
