/** `npm run bench`, `npm run pictures`: builds what is not built and runs the program of that name with a browser. */
import { requireSupportedNode } from './lib/node.mjs';

requireSupportedNode();

const { buildIfStale, root } = await import('./lib/build.mjs');
const { runInOurPlace } = await import('./lib/child.mjs');
const { findTestBrowser } = await import('./lib/test-machine.mjs');

const [name, ...rest] = process.argv.slice(2);
await buildIfStale();
const { code } = await runInOurPlace(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', `${root}/e2e/${name}/run.ts`, ...rest],
  { WEBQQ_TEST_BROWSER: findTestBrowser() ?? '' },
);
process.exit(code ?? 1);
