import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '#shared/errors.ts';
import { AppError } from '#shared/errors.ts';

/** What belongs to this window alone and never leaves it. */
interface View {
  /** The last thing that a person asked for and that did not work, until dismissed. */
  readonly problem: ErrorCode | undefined;
}

const view = createStore<View>(() => ({ problem: undefined }));

/** Runs something that a person asked for; a failure is shown in this window. */
export function attempt(action: Promise<unknown>): void {
  action.catch((cause: unknown) => {
    const { code } = AppError.from(cause);
    if (code !== 'cancelled') view.setState({ problem: code });
  });
}

export function dismissProblem(): void {
  view.setState({ problem: undefined });
}

export function useProblem(): ErrorCode | undefined {
  return useStore(view, ({ problem }) => problem);
}
