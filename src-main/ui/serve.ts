import * as z from 'zod/mini';
import { type CommandName, type CommandParams, commands } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import { type BackFrame, type FrontFrame, protocolVersion } from '#shared/frames.ts';
import type { ConversationId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Port } from '#shared/port.ts';
import { readFrontFrame } from './frames.ts';
import type { Handlers, Watches } from './handlers.ts';
import { createOutbox } from './outbox.ts';
import { trace } from './trace.ts';

/** What one window's connection needs from the rest of the app. */
export interface FrontDeps {
  /** The merged state; see core/hub.ts. */
  readonly hub: {
    snapshot(): Snapshot;
    attach(front: { deliver(events: readonly UiEvent[]): void; watches(id: ConversationId): boolean }): () => void;
  };
  /** Makes the command handlers of this window; see handlers.ts. */
  handlers(watches: Watches): Handlers;
  readonly log: Log;
}

/**
 * Serves one window until its port closes (architecture.md 10): answers `hello` and `resync` with the whole state,
 * sends changes through an outbox, runs calls. Returns the function that ends it and closes the port.
 */
export function serveFront(port: Port<BackFrame, FrontFrame>, { hub, handlers, log }: FrontDeps): () => void {
  const watched = new Set<ConversationId>();
  const table = handlers(watched);
  const calls = new Map<number, AbortController>();
  const outbox = createOutbox({ post: (frame) => port.post(frame), snapshot: () => hub.snapshot() });
  let detach: (() => void) | undefined;

  const abortCalls = () => {
    for (const call of calls.values()) call.abort();
    calls.clear();
  };

  const welcome = (version: number) => {
    if (version !== protocolVersion) {
      port.post({ kind: 'outdated', version: protocolVersion });
      return;
    }
    // A second hello comes from a reloaded window, which has forgotten what it asked and watched.
    abortCalls();
    watched.clear();
    detach ??= hub.attach({ deliver: (events) => outbox.push(events), watches: (id) => watched.has(id) });
    outbox.restart();
  };

  const refuse = (id: number, name: CommandName | undefined, cause: unknown) => {
    const error = AppError.from(cause);
    if (error.code === 'internal') log.error('ui.call-failed', { command: name, ...trace(error) });
    else log.debug('ui.call-refused', { command: name, code: error.code });
    port.post({ kind: 'err', id, error: error.toWire() });
  };

  const call = (id: number, name: CommandName, params: unknown) => {
    if (calls.has(id)) {
      log.warn('ui.call-repeated', { command: name });
      return;
    }
    const control = new AbortController();
    const settle = (post: () => void) => {
      if (calls.get(id) !== control) return;
      calls.delete(id);
      post();
    };
    const fail = (cause: unknown) => settle(() => refuse(id, name, cause));
    const answer = (result: unknown) => settle(() => port.post({ kind: 'ok', id, result: result ?? null }));
    calls.set(id, control);
    try {
      const outcome = invoke(table, name, params, control.signal);
      // An answer that is there at once goes out in this turn, ahead of every later change.
      if (outcome instanceof Promise) outcome.then(answer, fail);
      else answer(outcome);
    } catch (error) {
      fail(error);
    }
  };

  const receive = (frame: unknown) => {
    const read = readFrontFrame(frame);
    switch (read?.kind) {
      case undefined:
        log.warn('ui.bad-frame');
        return;
      case 'hello':
        return welcome(read.version);
      case 'resync':
        if (detach) outbox.restart();
        return;
      case 'ack':
        return outbox.ack(read.seq);
      case 'visible':
        return outbox.setVisible(read.visible);
      case 'cancel':
        return calls.get(read.id)?.abort();
      case 'bad-call':
        return refuse(read.id, undefined, new AppError('bad-request'));
      case 'call':
        if (detach) call(read.id, read.name, read.params);
        else refuse(read.id, read.name, new AppError('bad-request', { detail: { reason: 'no-hello' } }));
    }
  };

  const end = () => {
    detach?.();
    detach = undefined;
    abortCalls();
    outbox.close();
    port.close();
  };

  port.onMessage((frame) => {
    try {
      receive(frame);
    } catch (error) {
      // The state could not be read: without it this window is of no use, and it will come back.
      log.error('ui.front-failed', trace(error));
      end();
    }
  });
  port.onClose(end);
  return end;
}

function invoke<Name extends CommandName>(table: Handlers, name: Name, params: unknown, signal: AbortSignal): unknown {
  const read = z.safeParse(commands[name].params, params);
  if (!read.success) {
    const where = read.error.issues[0]?.path.join('.') ?? '';
    throw new AppError('bad-request', { detail: { where } });
  }
  return table[name](read.data as CommandParams<Name>, signal);
}
