import { AppError } from '#shared/errors.ts';
import type { Deliver, House } from './house.ts';
import type { HouseStore } from './house-store.ts';
import type { Draft, HouseMessage, Target } from './house-types.ts';
import type { Roster } from './roster.ts';

interface Waiting {
  readonly draft: Draft;
  resolve(result: { readonly stored: boolean }): void;
  reject(cause: unknown): void;
}

/** The way of a message into the house: checked, stored in a batch, then handed to those it is for. */
export function createPosting(
  store: HouseStore,
  roster: Roster,
  mayWrite: (sender: number, target: Target) => boolean,
): Pick<House, 'post' | 'listen' | 'acknowledge' | 'flush'> {
  const listeners = new Set<Deliver>();
  const changedMarks = new Set<number>();
  let waiting: Waiting[] = [];

  function writeMarks(): void {
    for (const person of changedMarks) store.setAcknowledged(person, roster.acknowledged.get(person) ?? 0);
  }

  /** Everything that came since the last turn, in one commit. */
  function commit(): void {
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
    if (target.kind === 'person') return store.insertMessage(draft, Date.now(), 0);
    const sequence = (sequences.get(target.number) ?? roster.sequences.get(target.number) ?? 0) + 1;
    sequences.set(target.number, sequence);
    return store.insertMessage(draft, Date.now(), sequence);
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
      if (changedMarks.size === 0) return;
      store.together(writeMarks);
      changedMarks.clear();
    },
  };
}
