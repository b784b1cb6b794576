import { pino } from 'pino';
import { createStream } from 'rotating-file-stream';
import type { Log } from '#shared/log.ts';
import { redact } from './redact.ts';

/** A log that writes to `<dir>/client.log`, one JSON object a line, in five files of two megabytes. */
export function createLog(dir: string): Log & { close(): Promise<void> } {
  const stream = createStream('client.log', { path: dir, size: '2M', maxFiles: 5, mode: 0o600 });
  // A log that cannot be written must not end the client.
  stream.on('error', () => undefined);
  const logger = pino(
    { level: 'debug', base: null, formatters: { log: (fields) => redact(fields) as Record<string, unknown> } },
    stream,
  );
  return {
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}
