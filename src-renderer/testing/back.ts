import type { CommandName, CommandParams, CommandResult } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { FrontPort } from '../bridge/connect.ts';

type Answers = { readonly [Name in CommandName]?: (params: CommandParams<Name>) => CommandResult<Name> | AppError };

/** The other end of a window's line, in the hands of a test. */
export interface Back {
  readonly open: () => Promise<FrontPort>;
  /** Every call that came, in order. */
  readonly calls: { readonly name: CommandName; readonly params: unknown }[];
  /** Resolves once the window has it. */
  tell(...events: readonly UiEvent[]): Promise<void>;
  answers: Answers;
}

/** A line that ends in the test: it says `hello` to a snapshot, and answers calls as told, by default with `null`. */
export function createBack(snapshot: Snapshot, answers: Answers = {}): Back {
  let listener: (frame: BackFrame) => void = () => {};
  let seq = 0;
  // Each frame comes in a task of its own, as from a socket.
  const { port1, port2 } = new MessageChannel();
  const delivered: (() => void)[] = [];
  port1.onmessage = ({ data }: MessageEvent<BackFrame>) => {
    listener(data);
    delivered.shift()?.();
  };
  const say = (frame: BackFrame) =>
    new Promise<void>((resolve) => {
      delivered.push(resolve);
      port2.postMessage(frame);
    });
  const hear = (frame: FrontFrame) => {
    if (frame.kind === 'hello' || frame.kind === 'resync') void say({ kind: 'snapshot', seq: ++seq, state: snapshot });
    if (frame.kind !== 'call') return;
    back.calls.push({ name: frame.name, params: frame.params });
    const answer = (back.answers[frame.name] as ((params: unknown) => unknown) | undefined)?.(frame.params) ?? null;
    if (answer instanceof AppError) void say({ kind: 'err', id: frame.id, error: answer.toWire() });
    else void say({ kind: 'ok', id: frame.id, result: answer });
  };
  const back: Back = {
    open: async () => ({
      post: hear,
      onMessage: (next) => {
        listener = next;
        return () => {};
      },
      onClose: () => () => {},
      close: () => {
        port1.close();
        listener = () => {};
      },
    }),
    calls: [],
    tell: (...events) => say({ kind: 'events', seq: ++seq, events }),
    answers,
  };
  return back;
}
