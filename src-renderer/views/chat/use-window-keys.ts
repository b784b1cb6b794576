import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { ImeGuard } from '../common/ime-guard.ts';
import type { ComposerHandle } from './composer/composer.tsx';
import type { ThreadHandle } from './thread/thread-view.tsx';

interface Parts {
  readonly thread: RefObject<ThreadHandle | null>;
  readonly composer: RefObject<ComposerHandle | null>;
  readonly guard: ImeGuard;
}

/** How long closing waits for the draft to be kept, in milliseconds. */
const draftGraceMs = 500;

/** The keys of a chat window (experience.md B5), wherever the focus is in it. */
export function useWindowKeys({ thread, composer, guard }: Parts): void {
  useEffect(() => {
    const close = async () => {
      const grace = new Promise((resolve) => setTimeout(resolve, draftGraceMs));
      await Promise.race([composer.current?.keepDraft(), grace]);
      window.close();
    };
    const focusRegion: Readonly<Record<string, (() => void) | undefined>> = {
      messages: () => thread.current?.focus(),
      editor: () => composer.current?.focus(),
    };
    const nextRegion = (direction: 1 | -1) => {
      const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
      const at = regions.findIndex((region) => region.contains(document.activeElement));
      const next = regions.at((at + direction + regions.length) % regions.length);
      const own = focusRegion[next?.dataset.region ?? ''];
      if (own) own();
      else next?.querySelector<HTMLElement>('[data-region-focus]')?.focus();
    };

    /** What a key does, if it does something here. */
    const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
      const control = event.ctrlKey || event.metaKey;
      if (event.altKey) return undefined;
      switch (event.key) {
        case 'Escape':
          return control || event.shiftKey || hasText(event.target) ? undefined : () => void close();
        case 'F6':
          return control ? undefined : () => nextRegion(event.shiftKey ? -1 : 1);
        case 'PageUp':
          if (control || inList(event.target)) return undefined;
          return event.shiftKey ? () => thread.current?.toUnread() : () => thread.current?.page(-1);
        case 'PageDown':
          return control || event.shiftKey || inList(event.target) ? undefined : () => thread.current?.page(1);
        case 'Home':
          return control && !inText(event.target, composer.current) ? () => thread.current?.toStart() : undefined;
        case 'End':
          return control && !inText(event.target, composer.current) ? () => thread.current?.toEnd() : undefined;
        case 'e':
        case 'E':
          return control && !event.shiftKey ? () => composer.current?.toggleFaces() : undefined;
        case 'w':
        case 'W':
          return control && !event.shiftKey ? () => void close() : undefined;
        default:
          return undefined;
      }
    };

    const hear = (event: KeyboardEvent) => {
      // Keys of an input method, and of an open picker or menu, are not ours.
      if (guard.composing || event.isComposing || event.keyCode === 229) return;
      if (document.querySelector('[role="menu"], [role="dialog"]')) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    // Before anything else hears the key, so that what is open is still there to be seen.
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, [thread, composer, guard]);
}

/** A field with text: Escape empties it first. */
function hasText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.value !== '';
}

/** A list of its own, which has pages of its own. */
function inList(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="listbox"]') !== null;
}

/** Text with a caret, which has a beginning and an end of its own. */
function inText(target: EventTarget | null, composer: ComposerHandle | null): boolean {
  if (hasText(target)) return true;
  return target instanceof HTMLElement && target.isContentEditable && !composer?.isEmpty();
}
