import { expect, type Page } from 'playwright/test';
import { Panel } from './panel.ts';

/** What a person types to sign in. */
export interface Credentials {
  readonly address: string;
  readonly account: string;
  readonly password: string;
}

/** The sign-in window, found by what a person or a screen reader finds. */
export class SignIn {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get message() {
    return this.page.getByRole('alert');
  }

  get picture() {
    return this.page.getByRole('img', { name: 'Picture with four letters' });
  }

  get pictureCode() {
    return this.page.getByRole('textbox', { name: 'Picture code' });
  }

  get submit() {
    return this.page.getByRole('button', { name: 'Sign in', exact: true });
  }

  /** Fills the form and presses *Sign in*; does not wait for the outcome. */
  async submitWith({ address, account, password }: Credentials): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await this.page.getByRole('textbox', { name: 'Address' }).fill(address);
    await this.page.getByRole('textbox', { name: 'Account' }).fill(account);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.submit.click();
  }

  /** Signs in and waits for the panel. With `stay` the account comes back by itself at the next start. */
  async signIn(credentials: Credentials, { stay = false } = {}): Promise<Panel> {
    await expect(this.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    if (stay) await this.page.getByRole('checkbox', { name: 'Sign in automatically' }).check();
    await this.submitWith(credentials);
    return this.panel();
  }

  async trySample(): Promise<Panel> {
    await this.page.getByRole('button', { name: 'Try it with a sample account' }).click();
    return this.panel();
  }

  /** Waits for the panel. */
  async panel(): Promise<Panel> {
    const panel = new Panel(this.page);
    await panel.isShown();
    return panel;
  }
}
