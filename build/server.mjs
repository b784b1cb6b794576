/** `npm run server`: builds what is not built and runs the chat server alone; see `npm run server -- --help`. */
import { requireSupportedNode } from './lib/node.mjs';

requireSupportedNode();

const { buildIfStale, headlessEntry } = await import('./lib/build.mjs');
const { runInOurPlace } = await import('./lib/child.mjs');

await buildIfStale();
const { code } = await runInOurPlace(process.execPath, [
  '--disable-warning=ExperimentalWarning',
  headlessEntry,
  '--serve',
  ...process.argv.slice(2),
]);
process.exit(code ?? 1);
