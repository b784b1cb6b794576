import type { LexicalEditor } from 'lexical';
import {
  $getRoot,
  $getSelection,
  $insertNodes,
  COMMAND_PRIORITY_CRITICAL,
  INSERT_LINE_BREAK_COMMAND,
  KEY_DOWN_COMMAND,
  mergeRegister,
  SKIP_DOM_SELECTION_TAG,
} from 'lexical';
import { useEffect } from 'react';
import type { Settings } from '#shared/model.ts';
import type { ImeGuard } from '../../common/ime-guard.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { enterMeaning } from './enter.ts';
import { $createFaceNode } from './face-node.ts';

interface Surroundings {
  readonly guard: ImeGuard;
  readonly keeper: DraftKeeper;
  readonly sendKey: Settings['sendKey'];
  send(): void;
  /** The text changed. */
  changed(): void;
  /** A composition ended and its text is in the editor. */
  composed(): void;
}

/** Ties the editor to the sending key, to the rules of input methods (experience.md B4) and to the draft. */
export function useEditor(editor: LexicalEditor, { guard, keeper, sendKey, send, changed, composed }: Surroundings) {
  useEffect(
    () =>
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          if (guard.owns(event)) {
            // The Enter that confirmed a candidate may still come as an ordinary key: it does nothing.
            if (!event.isComposing && event.keyCode !== 229) event.preventDefault();
            return true;
          }
          const meaning = enterMeaning(event, sendKey);
          if (!meaning) return false;
          event.preventDefault();
          if (meaning === 'send') send();
          else editor.dispatchCommand(INSERT_LINE_BREAK_COMMAND, false);
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    [editor, guard, sendKey, send],
  );

  useEffect(() => {
    const start = (event: Event) => {
      guard.onCompositionStart(event);
      keeper.hold();
    };
    const end = (event: Event) => {
      guard.onCompositionEnd(event);
      keeper.release();
      // The editor takes the composed text over in the same turn, after this listener.
      setTimeout(composed);
    };
    const keep = () => void keeper.flush();
    return mergeRegister(
      editor.registerRootListener((root, before) => {
        before?.removeEventListener('compositionstart', start);
        before?.removeEventListener('compositionend', end);
        before?.removeEventListener('blur', keep);
        root?.addEventListener('compositionstart', start);
        root?.addEventListener('compositionend', end);
        root?.addEventListener('blur', keep);
      }),
      editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
        if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return;
        keeper.touched();
        changed();
      }),
    );
  }, [editor, guard, keeper, changed, composed]);

  // The window goes away, or may be about to.
  useEffect(() => {
    const keep = () => void keeper.flush();
    const keepWhenHidden = () => {
      if (document.visibilityState === 'hidden') keep();
    };
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keepWhenHidden);
    return () => {
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keepWhenHidden);
      keep();
    };
  }, [keeper]);
}

/** Puts a face where the caret is, or was last. */
export function insertFace(editor: LexicalEditor, id: number): void {
  editor.update(
    () => {
      if (!$getSelection()) $getRoot().selectEnd();
      $insertNodes([$createFaceNode(id)]);
    },
    // The focus stays in the picker.
    { tag: SKIP_DOM_SELECTION_TAG },
  );
}
