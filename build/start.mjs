/**
 * `npm start`: builds what is not built and opens the client, in Electron where its runtime is here or can be fetched,
 * else in the installed browser. Every argument goes to the client; `--headless` never needs Electron.
 */
import { requireSupportedNode } from './lib/node.mjs';

requireSupportedNode();

const { buildIfStale, headlessEntry, root } = await import('./lib/build.mjs');
const { runInOurPlace } = await import('./lib/child.mjs');
const { electronFor } = await import('./lib/electron.mjs');
const { say, words } = await import('./lib/words.mjs');

const args = process.argv.slice(2);

await buildIfStale();
process.exit(await run());

async function run() {
  const electron = electronFor(args);
  if (!electron) return runNode();
  const isRoot = process.platform === 'linux' && process.getuid() === 0;
  const end = await runInOurPlace(electron, [...(isRoot ? ['--no-sandbox'] : []), root, ...args]);
  if (!brokeAtOnce(end)) return end.code ?? 1;
  say(words.electronBroken);
  return runNode();
}

async function runNode() {
  const { code } = await runInOurPlace(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    headlessEntry,
    ...args,
  ]);
  return code ?? 1;
}

/** A library that is missing or a sandbox that the system forbids ends Electron before it shows anything. */
function brokeAtOnce({ code, signal, milliseconds }) {
  return milliseconds < 5_000 && (code === 127 || ['SIGTRAP', 'SIGABRT', 'SIGSEGV'].includes(signal));
}
