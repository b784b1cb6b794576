import PQueue from 'p-queue';
import { AppError } from '#shared/errors.ts';
import { retrying } from './retry.ts';

/** What a kind of task declares. */
export interface TaskKind {
  /**
   * `own`: a slot of its own, one at a time. `front`: any of the slots. `back`: any but the last two, so that a
   * screenful of pictures never makes a message wait.
   */
  readonly lane: 'own' | 'front' | 'back';
  /** Higher starts first. */
  readonly priority: number;
  /** Milliseconds that one try may take. */
  readonly deadlineMs: number;
  /** How many times a try that failed with advice `later` is repeated. */
  readonly repeats: number;
}

/** One task to be run. */
export interface Task<Kind extends string, Result> {
  readonly kind: Kind;
  /** Equal requests in flight are one request; without it the task is never shared. */
  readonly share?: string;
  /** One try. */
  work(deadlineMs: number, signal: AbortSignal): Promise<Result>;
}

/** Runs tasks in a bounded number of slots. */
export interface Pool<Kind extends string> {
  /** Rejects with `cancelled` as soon as the signal aborts; the work is aborted when nobody waits for it any more. */
  run<Result>(task: Task<Kind, Result>, signal: AbortSignal): Promise<Result>;
}

interface Flight {
  readonly control: AbortController;
  readonly landed: Promise<unknown>;
  askers: number;
}

/** @param pace milliseconds before repeat n, from 1 on */
export function createPool<Kind extends string>(
  kinds: Readonly<Record<Kind, TaskKind>>,
  { slots = 8, pace }: { readonly slots?: number; readonly pace?: (attempt: number) => number } = {},
): Pool<Kind> {
  const all = new PQueue({ concurrency: slots });
  const back = new PQueue({ concurrency: Math.max(1, slots - 2) });
  const own = new Map<Kind, PQueue>();
  const flights = new Map<string, Flight>();

  function queued<Result>(task: Task<Kind, Result>, signal: AbortSignal): Promise<Result> {
    const { lane, priority, deadlineMs, repeats } = kinds[task.kind];
    const work = () => retrying({ repeats, pace }, () => task.work(deadlineMs, signal), signal);
    const how = { priority, signal };
    if (lane === 'front') return all.add(work, how);
    if (lane === 'back') return back.add(() => all.add(work, how), how);
    const queue = own.get(task.kind) ?? new PQueue({ concurrency: 1 });
    own.set(task.kind, queue);
    return queue.add(work, how);
  }

  function board<Result>(task: Task<Kind, Result>, key: string | undefined): Flight {
    const known = key === undefined ? undefined : flights.get(key);
    if (known && !known.control.signal.aborted) return known;
    const control = new AbortController();
    const flight: Flight = { control, landed: queued(task, control.signal), askers: 0 };
    if (key !== undefined) flights.set(key, flight);
    const land = () => {
      if (key !== undefined && flights.get(key) === flight) flights.delete(key);
    };
    flight.landed.then(land, land);
    return flight;
  }

  return {
    async run<Result>(task: Task<Kind, Result>, signal: AbortSignal): Promise<Result> {
      if (signal.aborted) throw new AppError('cancelled', { cause: signal.reason });
      const flight = board(task, task.share === undefined ? undefined : `${task.kind} ${task.share}`);
      flight.askers += 1;
      const left = Promise.withResolvers<never>();
      const leave = () => left.reject(new AppError('cancelled', { cause: signal.reason }));
      signal.addEventListener('abort', leave);
      try {
        return (await Promise.race([flight.landed, left.promise])) as Result;
      } finally {
        signal.removeEventListener('abort', leave);
        flight.askers -= 1;
        if (flight.askers === 0) flight.control.abort();
      }
    },
  };
}
