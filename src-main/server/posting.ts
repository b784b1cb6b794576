import { AppError } from '#shared/errors.ts';
import type { HouseStore } from './house-store.ts';
import type { Draft, HouseMessage, Target } from './house-types.ts';
import type { Roster } from './roster.ts';

interface Waiting {
  readonly draft: Draft;
  resolve(result: { readonly stored: boolean }): void;
  reject(cause: unknown): void;
}

/** Called once per stored message, right after its commit, with everybody it is for (never its sender). */
export type Deliver = (message: HouseMessage, receivers: readonly number[]) => void;

/** The way of a message into the house: checked, stored in a batch, then handed to those it is for. */
export interface Posting {
  /**
   * Stores a message, then has it delivered. Resolves after the commit; `stored` is false for a copy. Messages that
   * come within one turn of the event loop share a commit. Rejects with `not-allowed`, `storage` or `disk-full`.
   */
  post(draft: Draft): Promise<{ readonly stored: boolean }>;
  /** Starts handing stored messages over; the function returned stops it. */
  listen(deliver: Deliver): () => void;
  /** Moves the mark of what a person has received forward; it reaches the disk with the next commit or {@link flush}. */
  acknowledge(person: number, message: number): void;
  /** Writes at once what waits to be written. Throws `storage` or `disk-full`. */
  flush(): void;
}

export function createPosting(
  store: HouseStore,
  roster: Roster,
  mayWrite: (sender: number, target: Target) => boolean,
): Posting {
  const listeners = new Set<Deliver>();
  const changedMarks = new Set<number>();
  let waiting: Waiting[] = [];
  let lastTime = 0;

  function writeMarks(): void {
    for (const person of changedMarks) store.setAcknowledged(person, roster.acknowledged.get(person) ?? 0);
  }

  /** Everything that came since the last turn, in one commit. */
  function commit(): void {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const sequences = new Map<number, number>();
    let messages: (HouseMessage | undefined)[];
    try {
      messages = store.together(() => {
        const stored = batch.map(({ draft }) => insert(draft, sequences));
        writeMarks();
        return stored;
      });
    } catch (cause) {
      for (const { reject } of batch) reject(cause);
      return;
    }
    changedMarks.clear();
    for (const [group, sequence] of sequences) roster.sequences.set(group, sequence);
    for (const message of messages) if (message) deliver(message);
    for (const [index, { resolve }] of batch.entries()) resolve({ stored: messages[index] !== undefined });
  }

  function insert(draft: Draft, sequences: Map<number, number>): HouseMessage | undefined {
    const { sender, target, key } = draft;
    if (key !== undefined && store.messageWithKey(sender, key) !== undefined) return undefined;
    // Clients sort by time, so it must not run back when the clock does.
    lastTime = Math.max(lastTime, Date.now());
    if (target.kind === 'person') return store.insertMessage(draft, lastTime, 0);
    const sequence = (sequences.get(target.number) ?? roster.sequences.get(target.number) ?? 0) + 1;
    sequences.set(target.number, sequence);
    return store.insertMessage(draft, lastTime, sequence);
  }

  function deliver(message: HouseMessage): void {
    const { sender, target } = message;
    const receivers =
      target.kind === 'person'
        ? [target.number]
        : Array.from(roster.groups.get(target.number)?.members.keys() ?? []).filter((number) => number !== sender);
    for (const listener of listeners) listener(message, receivers);
  }

  return {
    post(draft) {
      if (!mayWrite(draft.sender, draft.target)) return Promise.reject(new AppError('not-allowed'));
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(commit);
        waiting.push({ draft, resolve, reject });
      });
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    acknowledge(person, message) {
      if (message <= (roster.acknowledged.get(person) ?? 0)) return;
      roster.acknowledged.set(person, message);
      changedMarks.add(person);
    },
    flush() {
      commit();
      if (changedMarks.size === 0) return;
      store.together(writeMarks);
      changedMarks.clear();
    },
  };
}
