/** Runs the built main entry as Electron does: the app becomes ready after the entry was loaded to its end. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { wholeApp } from './module/app.ts';
import { tell } from './module/link.ts';
import './module/electron.ts';

const report = (cause: unknown) =>
  tell({
    kind: 'violation',
    text: `Uncaught: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
  });
process.on('uncaughtException', report);
process.on('unhandledRejection', report);
Object.defineProperty(process.versions, 'electron', { value: '45.4.1' });

await import(pathToFileURL(resolve(import.meta.dirname, '../../out/main/main.js')).href);
wholeApp.becomeReady();
