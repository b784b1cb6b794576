import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright/test';

/** Puts panel, buddy chat and group chat side by side, for the README. */
export async function overview(folder: string): Promise<void> {
  const picture = async (name: string) =>
    `data:image/png;base64,${(await readFile(join(folder, `${name}-light-en.png`))).toString('base64')}`;
  const browser = await chromium.launch({
    ...(process.env.WEBQQ_TEST_BROWSER ? { executablePath: process.env.WEBQQ_TEST_BROWSER } : {}),
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1240, height: 760 } });
  await page.setContent(`
    <style>
      body { margin: 0; background: linear-gradient(135deg, #dfe9f3, #b9cfe4); height: 100vh }
      img { position: absolute; border-radius: 10px; box-shadow: 0 12px 40px rgb(16 38 59 / 35%) }
    </style>
    <img style="left: 40px; top: 40px; width: 300px" src="${await picture('panel-recent')}">
    <img style="left: 560px; top: 40px; width: 640px" src="${await picture('chat-group')}">
    <img style="left: 380px; top: 330px; width: 430px" src="${await picture('chat-buddy')}">
  `);
  await page.screenshot({ path: join(folder, 'overview.png') });
  await browser.close();
}
