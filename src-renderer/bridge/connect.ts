import type { CommandName, CommandParams, CommandResult } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import { protocolVersion } from '#shared/frames.ts';
import type { Port } from '#shared/port.ts';

export type FrontPort = Port<FrontFrame, BackFrame>;

/** Where a connection puts what it hears. */
export interface Sink {
  snapshot(state: Snapshot): void;
  events(events: readonly UiEvent[]): void;
  /** The line broke; it is being opened again. The next sign of life is a snapshot. */
  lost(): void;
  /** The main process speaks another version; the page must be loaded again. */
  outdated(version: number): void;
}

/** The line to the main process. */
export interface Connection {
  /**
   * Asks for a command. Rejects with the AppError of the handler, with `offline` while the line is broken, and with
   * `cancelled` when the signal is aborted.
   */
  call<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
    signal?: AbortSignal,
  ): Promise<CommandResult<Name>>;
  setVisible(visible: boolean): void;
  close(): void;
}

interface PendingCall {
  resolve(result: unknown): void;
  reject(error: AppError): void;
}

const [firstPause, longestPause] = [500, 5_000];

/** Opens the line and keeps it open: a port that closes is opened again after 0.5 to 5 seconds. */
export function connect(open: () => Promise<FrontPort>, sink: Sink): Connection {
  const calls = new Map<number, PendingCall>();
  let port: FrontPort | undefined;
  let closed = false;
  let visible = true;
  let lastCall = 0;
  /** Number of the last applied batch; `undefined` while a snapshot is awaited. */
  let seq: number | undefined;
  let pause = firstPause;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const dial = () => {
    open().then(attach, redial);
  };

  const redial = () => {
    if (closed) return;
    sink.lost();
    timer = setTimeout(dial, pause);
    pause = Math.min(pause * 2, longestPause);
  };

  const attach = (fresh: FrontPort) => {
    if (closed) return fresh.close();
    port = fresh;
    seq = undefined;
    fresh.onMessage((frame) => {
      if (port === fresh) receive(frame);
    });
    fresh.onClose(() => {
      if (port !== fresh) return;
      port = undefined;
      for (const call of calls.values()) call.reject(new AppError('offline'));
      calls.clear();
      redial();
    });
    fresh.post({ kind: 'hello', version: protocolVersion });
    if (!visible) fresh.post({ kind: 'visible', visible });
  };

  const receive = (frame: BackFrame) => {
    switch (frame.kind) {
      case 'snapshot':
        seq = frame.seq;
        pause = firstPause;
        sink.snapshot(frame.state);
        return port?.post({ kind: 'ack', seq: frame.seq });
      case 'events':
        if (seq === undefined) return;
        if (frame.seq !== seq + 1) {
          seq = undefined;
          return port?.post({ kind: 'resync' });
        }
        seq = frame.seq;
        sink.events(frame.events);
        return port?.post({ kind: 'ack', seq: frame.seq });
      case 'ok':
        return settle(frame.id)?.resolve(frame.result);
      case 'err':
        return settle(frame.id)?.reject(AppError.fromWire(frame.error));
      case 'outdated':
        return sink.outdated(frame.version);
    }
  };

  const settle = (id: number) => {
    const call = calls.get(id);
    calls.delete(id);
    return call;
  };

  dial();
  return {
    call: (name, params, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new AppError('cancelled'));
        if (!port) return reject(new AppError('offline'));
        const id = ++lastCall;
        const abort = () => {
          port?.post({ kind: 'cancel', id });
          settle(id)?.reject(new AppError('cancelled'));
        };
        const done = () => signal?.removeEventListener('abort', abort);
        calls.set(id, {
          resolve: (result) => {
            done();
            resolve(result as CommandResult<typeof name>);
          },
          reject: (error) => {
            done();
            reject(error);
          },
        });
        signal?.addEventListener('abort', abort);
        port.post({ kind: 'call', id, name, params });
      }),
    setVisible: (next) => {
      if (visible === next) return;
      visible = next;
      port?.post({ kind: 'visible', visible });
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      port?.close();
    },
  };
}
