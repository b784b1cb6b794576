import type { Draft, Segment } from '#shared/model.ts';
import { isBlank } from '#shared/segments.ts';

/** How long after the last change a draft is kept. */
export const draftPauseMs = 300;

/** Keeps what stands in the editor of one conversation. */
export interface DraftKeeper {
  /** The editor changed. */
  touched(): void;
  /** An input method composes: nothing is kept until it ends. */
  hold(): void;
  release(): void;
  /** Keeps the draft now, if it is not kept already: on blur, on closing. Resolves when that is settled either way. */
  flush(): Promise<void>;
  /** Ends the wait without keeping anything. */
  stop(): void;
}

export interface DraftKeeperOptions {
  /** What stands in the editor. */
  read(): readonly Segment[];
  /** Keeps a draft; `null` erases it. */
  save(draft: Draft | null): Promise<void>;
  /** What is kept at the beginning. */
  readonly kept: Draft | undefined;
}

export function createDraftKeeper({ read, save, kept }: DraftKeeperOptions): DraftKeeper {
  let lastSaved = nameOf(kept ?? null);
  let dirty = false;
  let held = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const start = () => {
    clearTimeout(timer);
    if (dirty && !held) timer = setTimeout(flush, draftPauseMs);
  };

  const flush = async () => {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    const segments = read();
    const draft = isBlank(segments) ? null : { segments: [...segments] };
    const name = nameOf(draft);
    if (name === lastSaved) return;
    const before = lastSaved;
    lastSaved = name;
    try {
      await save(draft);
    } catch {
      // The text is still in the editor; the next change or flush tries again.
      if (lastSaved === name) lastSaved = before;
      dirty = true;
    }
  };

  return {
    touched: () => {
      dirty = true;
      start();
    },
    hold: () => {
      held = true;
      clearTimeout(timer);
    },
    release: () => {
      held = false;
      start();
    },
    flush,
    stop: () => clearTimeout(timer),
  };
}

const nameOf = (draft: Draft | null) => JSON.stringify(draft?.segments ?? null);
