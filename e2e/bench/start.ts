import { performance } from 'node:perf_hooks';
import type { Host } from '../hosts/host.ts';
import { Panel } from '../pages/panel.ts';
import { SignIn } from '../pages/sign-in.ts';
import { credentials, median, openHouse } from './sample.ts';

const runs = 5;

/** From starting the process to a window in which one can click: first with the form, then with a known account. */
export async function measureStart(host: Host, dir: string) {
  const { server } = await openHouse(dir);
  const first: number[] = [];
  const known: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const options = { dataDir: dir, profile: `start-${run}` };
    let started = performance.now();
    let client = await host.launch(options);
    const form = new SignIn(client.main);
    await form.submit.waitFor();
    first.push(performance.now() - started);
    await form.signIn(credentials(server), { stay: true });
    await client.stop();

    started = performance.now();
    client = await host.launch(options);
    await new Panel(client.main).isShown();
    known.push(performance.now() - started);
    await client.stop();
  }
  await server.close();
  return { runs, signInWindowMs: median(first), panelMs: median(known) };
}
