import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freshDir, HistoricClient, textOf } from './test-client.ts';

/** The server as a process of its own, which can be killed. */
async function spawnServer(dir: string): Promise<{ url: string; child: ChildProcess }> {
  const entry = pathToFileURL(new URL('../serve.ts', import.meta.url).pathname).href;
  const program = `
    const { startChatServer } = await import(${JSON.stringify(entry)});
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const server = await startChatServer({ dir: ${JSON.stringify(dir)}, port: 0, demo: true, log });
    console.log(server.url);
  `;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [url] = await once(createInterface(child.stdout), 'line');
  return { url, child };
}

test('a killed server has lost nothing that it accepted, and stores nothing twice', async () => {
  const dir = freshDir();
  const first = await spawnServer(dir);
  const lan = await new HistoricClient(first.url, 70001).signIn();
  const uin = await lan.uinOf(70002);
  const accepted: string[] = [];
  const doubtful: string[] = [];
  for (let index = 0; index < 100; index += 1) {
    const text = `m${index}`;
    if (index === 50) first.child.kill('SIGKILL');
    const reply = await lan.send(uin, text, { key: text }).catch(() => undefined);
    (reply?.retcode === 0 ? accepted : doubtful).push(text);
  }
  expect(accepted.length).toBeGreaterThanOrEqual(50);

  const second = await spawnServer(dir);
  const again = await new HistoricClient(second.url, 70001).signIn();
  const uinAgain = await again.uinOf(70002);
  for (const text of doubtful) await again.send(uinAgain, text, { key: text });
  const zhe = await new HistoricClient(second.url, 70002).signIn();
  const items = await zhe.receive(100);
  expect(items.map(textOf)).toEqual([...accepted, ...doubtful]);
});
