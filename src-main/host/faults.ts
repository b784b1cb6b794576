import { trace } from '#main/ui/trace.ts';
import type { Log } from '#shared/log.ts';
import { printError } from './print.ts';
import { words } from './words.ts';

/** A fault that nothing caught ends the process with a sentence; where it came from goes into the log in `dir`. */
export function guardAgainstFaults(log: Log & { close(): Promise<void> }, dir: string): void {
  process.on('uncaughtException', (error) => {
    log.error('process.failed', trace(error));
    printError(words.internal(dir));
    void log.close().finally(() => process.exit(1));
  });
}
