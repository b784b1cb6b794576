/**
 * `npm run pictures`: takes a picture of every window in every look and writes them into a folder (`pictures` below the
 * output folder unless another one is named), with an overview of the English light ones.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startChatServer } from '#main/server/serve.ts';
import { createBrowserHost } from '../hosts/browser.ts';
import { overview } from './overview.ts';
import { takePictures } from './take.ts';

const folder = resolve(process.argv[2] ?? 'out/pictures');
const dir = await mkdtemp(join(tmpdir(), 'webqq-pictures-'));
const host = createBrowserHost();
const log = { debug() {}, info() {}, warn() {}, error() {} };
try {
  await mkdir(folder, { recursive: true });
  for (const language of ['en', 'zh'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      const server = await startChatServer({ dir: join(dir, `${language}-${theme}`), port: 0, demo: true, log });
      const options = { dataDir: dir, profile: `${language}-${theme}`, language, theme };
      await takePictures({ host, server, options, save: (name) => join(folder, `${name}-${theme}-${language}.png`) });
      process.stdout.write(`${language} ${theme}: done\n`);
    }
  }
  await overview(folder);
} finally {
  await host.close();
  await rm(dir, { recursive: true, force: true });
}
process.stdout.write(`The pictures are in ${folder}\n`);
