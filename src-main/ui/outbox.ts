import { sleep } from '#main/net/pace.ts';
import { type Snapshot, slot, type UiEvent } from '#shared/events.ts';
import type { BackFrame } from '#shared/frames.ts';

/** What an outbox needs from its connection. */
export interface OutboxOptions {
  post(frame: BackFrame): void;
  /** The whole state of now. */
  snapshot(): Snapshot;
  /** Waits between two batches; tests drive it by hand. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Changes on their way to one window: merged by slot, at most one batch a frame, never more than the window can take. */
export interface Outbox {
  /** Takes changes in. Before the first {@link restart} they are dropped, because its snapshot will hold them. */
  push(events: readonly UiEvent[]): void;
  /** The window asks for everything: posts a snapshot in this very turn. */
  restart(): void;
  /** The window applied the batch or snapshot `seq` and all before it. */
  ack(seq: number): void;
  /** A window that nobody sees gets fewer and larger batches. */
  setVisible(visible: boolean): void;
  close(): void;
}

const frameMs = 16;
const hiddenMs = 250;
const credit = 2;
const slotLimit = 4_000;

export function createOutbox({ post, snapshot, wait = sleep }: OutboxOptions): Outbox {
  const pending = new Map<string, UiEvent>();
  let open = false;
  let visible = true;
  let overflowed = false;
  let flushing = false;
  let seq = 0;
  let acked = 0;
  /** The pause after a batch, while it lasts. */
  let rest: AbortController | undefined;

  const postSnapshot = () => {
    pending.clear();
    overflowed = false;
    const state = snapshot();
    seq += 1;
    post({ kind: 'snapshot', seq, state });
  };

  const flush = () => {
    if (!open || rest || seq - acked >= credit) return;
    if (overflowed) {
      postSnapshot();
    } else if (pending.size > 0) {
      const events = [...pending.values()];
      pending.clear();
      seq += 1;
      post({ kind: 'events', seq, events });
    } else {
      return;
    }
    takeRest();
  };

  const takeRest = () => {
    rest?.abort();
    const current = new AbortController();
    rest = current;
    const over = () => {
      if (rest !== current) return;
      rest = undefined;
      flush();
    };
    wait(visible ? frameMs : hiddenMs, current.signal).then(over, () => {});
  };

  /** At the end of this turn, so that changes of one turn travel together even after a quiet time. */
  const flushSoon = () => {
    if (flushing) return;
    flushing = true;
    queueMicrotask(() => {
      flushing = false;
      flush();
    });
  };

  return {
    push(events) {
      if (!open || overflowed) return;
      for (const event of events) {
        const name = slot(event);
        pending.delete(name);
        pending.set(name, event);
      }
      if (pending.size > slotLimit) {
        pending.clear();
        overflowed = true;
      }
      flushSoon();
    },
    restart() {
      open = true;
      acked = seq;
      postSnapshot();
      takeRest();
    },
    ack(upTo) {
      if (upTo <= acked || upTo > seq) return;
      acked = upTo;
      flush();
    },
    setVisible(next) {
      if (next === visible) return;
      visible = next;
      if (!visible || !rest) return;
      rest.abort();
      rest = undefined;
      flush();
    },
    close() {
      open = false;
      pending.clear();
      rest?.abort();
      rest = undefined;
    },
  };
}
