/**
 * `npm run bench`: measures what people feel and prints one JSON document. Times are milliseconds, medians over the
 * runs named; the people and texts are the same every time.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowserHost } from '../hosts/browser.ts';
import { measureChat } from './chat.ts';
import { measurePanel } from './panel.ts';
import { measureStart } from './start.ts';

const dir = await mkdtemp(join(tmpdir(), 'webqq-bench-'));
const host = createBrowserHost();
try {
  const results = {
    start: await measureStart(host, join(dir, 'start')),
    chat: await measureChat(host, join(dir, 'chat')),
    panel: await measurePanel(host, join(dir, 'panel')),
  };
  const machine = { node: process.versions.node, platform: process.platform, cores: availableParallelism() };
  process.stdout.write(`${JSON.stringify({ machine, host: host.name, results }, null, 2)}\n`);
} finally {
  await host.close();
  await rm(dir, { recursive: true, force: true });
}
