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
  tell(...events: readonly UiEvent[]): void;
  answers: Answers;
}

/** A line that ends in the test: it says `hello` to a snapshot, and answers calls as told, by default with `null`. */
export function createBack(snapshot: Snapshot, answers: Answers = {}): Back {
  let listener: (frame: BackFrame) => void = () => {};
  let seq = 0;
  const say = (frame: BackFrame) => queueMicrotask(() => listener(frame));
  const hear = (frame: FrontFrame) => {
    if (frame.kind === 'hello' || frame.kind === 'resync') say({ kind: 'snapshot', seq: ++seq, state: snapshot });
    if (frame.kind !== 'call') return;
    back.calls.push({ name: frame.name, params: frame.params });
    const answer = (back.answers[frame.name] as ((params: unknown) => unknown) | undefined)?.(frame.params) ?? null;
    if (answer instanceof AppError) say({ kind: 'err', id: frame.id, error: answer.toWire() });
    else say({ kind: 'ok', id: frame.id, result: answer });
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
        listener = () => {};
      },
    }),
    calls: [],
    tell: (...events) => say({ kind: 'events', seq: ++seq, events }),
    answers,
  };
  return back;
}
