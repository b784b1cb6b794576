import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright/test';
import type { Host } from '../hosts/host.ts';
import { Chat } from '../pages/chat.ts';
import { Panel } from '../pages/panel.ts';
import { SignIn } from '../pages/sign-in.ts';
import { credentials, median, openHouse, postMany } from './sample.ts';

const stored = 10_000;
const arriving = 2_000;
const runs = 5;

/** Opens a chat with 10,000 stored messages, then lets 2,000 arrive in it. */
export async function measureChat(host: Host, dir: string) {
  const { server, me } = await openHouse(dir);
  const friend = server.house.addPerson({ number: 20_002, nick: 'Old pal' });
  server.house.befriend(me, friend);
  await postMany(server, friend, me, stored, 'stored');

  const client = await host.launch({ dataDir: dir, profile: 'chat' });
  const panel = await new SignIn(client.main).signIn(credentials(server));
  await panel.recentRow('Old pal').waitFor();
  await client.main.waitForFunction((last) => document.body.textContent?.includes(last), `stored ${stored - 1}`, {
    timeout: 120_000,
  });

  const opened: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const page = await client.windowOpenedBy(() => panel.openBuddy('Old pal'));
    await new Chat(page).feed.getByRole('article').first().waitFor();
    opened.push(performance.now() - started);
    await page.close();
  }

  const page = await client.windowOpenedBy(() => panel.openBuddy('Old pal'));
  const chat = new Chat(page);
  await chat.isShown();
  const newest = page.getByRole('button', { name: 'Jump to newest messages' });
  if (await newest.isVisible()) await newest.click();
  await chat.row(`stored ${stored - 1}`).waitFor();
  await watchLongTasks(page);
  const started = performance.now();
  await postMany(server, friend, me, arriving, 'arriving');
  await chat.row(`arriving ${arriving - 1}`).waitFor({ timeout: 120_000 });
  const arrivedMs = performance.now() - started;
  const results = {
    stored,
    openRuns: runs,
    openMs: median(opened),
    arriving,
    arrivedMs: Math.round(arrivedMs),
    longestTaskMs: await longestTask(page),
    messageRows: await chat.feed.getByRole('article').count(),
    domNodes: await page.evaluate(() => document.querySelectorAll('*').length),
    heapMB: await heap(page),
  };
  await new Panel(client.main).isShown();
  await client.stop();
  await server.close();
  return results;
}

async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { longTasks: [] as number[] });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        (window as unknown as { longTasks: number[] }).longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

/** The longest task in milliseconds; 0 when none was over 50 ms. */
function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
}

/** Used JavaScript heap after a collection, in megabytes. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 104_857.6) / 10;
}
