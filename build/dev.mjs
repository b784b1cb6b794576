/**
 * `npm run dev`: the client with hot reload. Windows come from the development server: in Electron where its runtime is
 * here or can be fetched, else in the installed browser, through the door of the Node entry.
 */
import { join } from 'node:path';
import { requireSupportedNode } from './lib/node.mjs';

requireSupportedNode();

const { headlessEntry, root } = await import('./lib/build.mjs');
const { runInOurPlace } = await import('./lib/child.mjs');
const { electronFor } = await import('./lib/electron.mjs');

const args = process.argv.slice(2);
const electron = electronFor(args);
// The tool starts whatever program and entry it is told to.
const env = electron
  ? { ELECTRON_EXEC_PATH: electron }
  : { ELECTRON_EXEC_PATH: process.execPath, ELECTRON_ENTRY: headlessEntry };
const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
const { code } = await runInOurPlace(process.execPath, [tool, 'dev', '--watch', '--', ...args], env);
process.exit(code ?? 1);
