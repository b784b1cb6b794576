import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useState } from 'react';

type AnyEvent = Pick<Event, 'timeStamp'>;
type AnyKey = Pick<KeyboardEvent, 'key' | 'keyCode' | 'isComposing' | 'timeStamp'>;

/** How long after the end of a composition its confirming Enter may still arrive, in milliseconds. */
const lateEnter = 30;

/** Knows which keys belong to an input method (experience.md B4). */
export interface ImeGuard {
  /** Give it `compositionstart` and `compositionend`. */
  onCompositionStart(event: AnyEvent): void;
  onCompositionEnd(event: AnyEvent): void;
  /** Whether a key-down belongs to the input method, so that nothing else may happen. */
  owns(event: AnyKey | ReactKeyboardEvent): boolean;
  /** Whether a composition is under way. */
  readonly composing: boolean;
}

export function createImeGuard(): ImeGuard {
  let composing = false;
  let endedAt = Number.NEGATIVE_INFINITY;
  return {
    onCompositionStart: () => {
      composing = true;
    },
    onCompositionEnd: (event) => {
      composing = false;
      endedAt = event.timeStamp;
    },
    owns: (event) => {
      const key = 'nativeEvent' in event ? event.nativeEvent : event;
      if (composing || key.isComposing || key.keyCode === 229) return true;
      const late = key.key === 'Enter' && key.timeStamp - endedAt <= lateEnter;
      if (late) endedAt = Number.NEGATIVE_INFINITY;
      return late;
    },
    get composing() {
      return composing;
    },
  };
}

/** One guard for the life of a component. Spread its two composition handlers on the field. */
export function useImeGuard(): ImeGuard {
  return useState(createImeGuard)[0];
}
