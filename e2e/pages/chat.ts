import { expect, type Locator, type Page } from 'playwright/test';

/** A chat window. */
export class Chat {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get editor(): Locator {
    return this.page.getByRole('textbox', { name: /^Message to/ });
  }

  get feed(): Locator {
    return this.page.getByRole('feed', { name: 'Messages' });
  }

  /** The row of the message with exactly this text. */
  row(text: string): Locator {
    return this.feed.getByRole('article').filter({ has: this.page.getByText(text, { exact: true }) });
  }

  async isShown(): Promise<void> {
    await expect(this.editor).toBeVisible();
  }

  /** Writes one message and sends it with Enter; the editor is empty again when this resolves. */
  async say(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
    await expect(this.editor).toHaveText('');
  }

  /** The message is on screen, and the service took it. */
  async sent(text: string): Promise<void> {
    const own = this.row(text).and(this.page.locator('[data-own="true"]'));
    await expect(own).toHaveAccessibleName(/, sent$/);
  }

  /** Reads the whole conversation as a person would: from its beginning, screen by screen. */
  async readAll(): Promise<string[]> {
    await this.editor.focus();
    await expect(async () => {
      await this.page.keyboard.press('Control+Home');
      await expect(this.page.getByText('Beginning of the conversation')).toBeInViewport({ timeout: 500 });
    }).toPass();
    const seen = new Map<string, string>();
    const newest = this.page.getByRole('button', { name: 'Jump to newest messages' });
    for (;;) {
      for (const { key, text } of await this.visibleRows()) seen.set(key, text);
      if (!(await newest.isVisible())) break;
      await this.page.keyboard.press('PageDown');
      await this.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
    }
    for (const { key, text } of await this.visibleRows()) seen.set(key, text);
    return [...seen.values()];
  }

  /** The rows in view, from top to bottom, with the text that a person reads. */
  visibleRows(): Promise<{ key: string; text: string }[]> {
    return this.feed.getByRole('article').evaluateAll((rows) =>
      rows
        .map((row) => ({ row, top: row.getBoundingClientRect().top, bottom: row.getBoundingClientRect().bottom }))
        .filter(({ top, bottom }) => bottom > 0 && top < window.innerHeight)
        .sort((one, other) => one.top - other.top)
        .map(({ row }) => ({
          key: (row as HTMLElement).dataset.key ?? '',
          text: row.querySelector('[dir="auto"][title]')?.textContent ?? '',
        })),
    );
  }
}
