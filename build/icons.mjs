// Draws the PNG icons out of their SVG sources; run it after a change of a drawing: npx node build/icons.mjs
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findTestBrowser } from './lib/test-machine.mjs';

const here = import.meta.dirname;
const sizes = { icon: 512, tray: 32, 'tray-unread': 32 };

const executablePath = findTestBrowser();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
try {
  for (const [name, size] of Object.entries(sizes)) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = await readFile(join(here, `${name}.svg`), 'utf8');
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    await page.screenshot({ path: join(here, `${name}.png`), omitBackground: true });
  }
} finally {
  await browser.close();
}
