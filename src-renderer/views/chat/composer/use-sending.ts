import type { LexicalEditor } from 'lexical';
import { CLEAR_HISTORY_COMMAND } from 'lexical';
import { useCallback, useRef, useState } from 'react';
import type { ConversationId } from '#shared/ids.ts';
import type { Capabilities, Segment } from '#shared/model.ts';
import { sendMessage } from '../../../data/actions.ts';
import { errorSentence } from '../../../text/errors.ts';
import { useText } from '../../../text/text.ts';
import type { ImeGuard } from '../../common/ime-guard.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { outgoing } from './outgoing.ts';
import { $readSegments, $writeSegments, rest } from './segments-state.ts';

interface Sending {
  readonly conversationId: ConversationId;
  readonly can: Capabilities;
  readonly guard: ImeGuard;
  readonly keeper: DraftKeeper;
  /** The message was stored and is on its way. */
  onSent(): void;
}

/**
 * Sends what stands in the editor. The text stays there until the message was taken over, and stays for good, with a
 * reason, when it was not. Nothing is handed over twice.
 */
export function useSending(editor: LexicalEditor, { conversationId, can, guard, keeper, onSent }: Sending) {
  const text = useText();
  const [error, setError] = useState<string>();
  const underWay = useRef(false);
  /** The person pressed the key again while a message was being handed over. */
  const again = useRef(false);
  const afterComposition = useRef<() => void>(undefined);

  const take = useCallback(
    (sent: readonly Segment[]) => {
      editor.update(
        () => {
          const left = rest($readSegments(), sent);
          if (left) $writeSegments(left);
        },
        { discrete: true },
      );
      editor.dispatchCommand(CLEAR_HISTORY_COMMAND, undefined);
      void keeper.flush();
    },
    [editor, keeper],
  );

  /** Hands over what stands in the editor now. Returns false when it stays there. */
  const handOver = useCallback(async (): Promise<boolean> => {
    const check = outgoing(editor.getEditorState().read($readSegments), can);
    if (check.kind === 'blank') return false;
    if (check.kind === 'too-long') {
      setError(check.over === undefined ? text.chat.tooMany : text.chat.tooLong({ over: check.over }));
      return false;
    }
    try {
      await sendMessage(conversationId, check.segments);
    } catch (cause) {
      setError(text.chat.notSent({ reason: errorSentence(cause, text) }));
      return false;
    }
    setError(undefined);
    if (guard.composing) {
      // The text under an input method is not touched.
      await new Promise<void>((resolve) => {
        afterComposition.current = resolve;
      });
    }
    take(check.segments);
    onSent();
    return true;
  }, [editor, can, conversationId, guard, take, onSent, text]);

  const send = useCallback(async () => {
    again.current = underWay.current;
    if (underWay.current) return;
    underWay.current = true;
    try {
      while (await handOver()) {
        if (!again.current) break;
        again.current = false;
      }
    } finally {
      underWay.current = false;
    }
  }, [handOver]);

  const composed = useCallback(() => {
    afterComposition.current?.();
    afterComposition.current = undefined;
  }, []);

  return { error, clearError: useCallback(() => setError(undefined), []), send, composed };
}
