/** `npm run bench`: builds what is not built and prints measurements as JSON on standard output. */
import { requireSupportedNode } from './lib/node.mjs';

requireSupportedNode();

const { buildIfStale, root } = await import('./lib/build.mjs');
const { runInOurPlace } = await import('./lib/child.mjs');
const { findTestBrowser } = await import('./lib/test-machine.mjs');

await buildIfStale();
const { code } = await runInOurPlace(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', `${root}/e2e/bench/run.ts`, ...process.argv.slice(2)],
  { WEBQQ_TEST_BROWSER: findTestBrowser() ?? '' },
);
process.exit(code ?? 1);
