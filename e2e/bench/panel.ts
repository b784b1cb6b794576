import { performance } from 'node:perf_hooks';
import type { Host } from '../hosts/host.ts';
import { Panel } from '../pages/panel.ts';
import { SignIn } from '../pages/sign-in.ts';
import { credentials, median, openHouse } from './sample.ts';

const buddies = 5_000;
const groups = 1_000;
const runs = 3;

/** Signs in with 5,000 buddies and 1,000 groups, then starts again with all of them stored. */
export async function measurePanel(host: Host, dir: string) {
  const { server, me } = await openHouse(dir);
  for (let index = 0; index < buddies; index += 1) {
    const number = server.house.addPerson({ number: 30_000 + index, nick: `Buddy ${index}` });
    server.house.befriend(me, number);
  }
  for (let index = 0; index < groups; index += 1) {
    server.house.addGroup({ number: 60_000 + index, name: `Group ${index}`, owner: 30_000, members: [{ number: me }] });
  }

  let client = await host.launch({ dataDir: dir, profile: 'panel' });
  let started = performance.now();
  let panel = await new SignIn(client.main).signIn(credentials(server), { stay: true });
  await isComplete(panel);
  const signInMs = Math.round(performance.now() - started);
  await client.stop();

  const cached: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    started = performance.now();
    client = await host.launch({ dataDir: dir, profile: 'panel' });
    panel = new Panel(client.main);
    await isComplete(panel);
    cached.push(performance.now() - started);
    if (run < runs - 1) await client.stop();
  }
  const results = {
    buddies,
    groups,
    signInToCompletePanelMs: signInMs,
    startRuns: runs,
    startToCompletePanelMs: median(cached),
    domNodes: await client.main.evaluate(() => document.querySelectorAll('*').length),
  };
  await client.stop();
  await server.close();
  return results;
}

async function isComplete(panel: Panel): Promise<void> {
  await panel.isShown();
  await panel.tab('Buddies').click();
  await panel.page.getByText(`/${buddies})`).waitFor({ timeout: 60_000 });
  await panel.tab('Groups').click();
  await panel.groupRow('Group').first().waitFor();
}
