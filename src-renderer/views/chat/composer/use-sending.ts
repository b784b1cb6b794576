import type { LexicalEditor } from 'lexical';
import { CLEAR_HISTORY_COMMAND } from 'lexical';
import { useCallback, useRef, useState } from 'react';
import type { ConversationId } from '#shared/ids.ts';
import type { Capabilities, Segment } from '#shared/model.ts';
import { mergeTexts } from '#shared/segments.ts';
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
  /** Handed over in this order, and still in the editor: each leaves it once it was taken over. */
  const queue = useRef<(readonly Segment[])[]>([]);
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

  const handOver = useCallback(async () => {
    for (let next = queue.current[0]; next; next = queue.current[0]) {
      try {
        await sendMessage(conversationId, next);
      } catch (cause) {
        queue.current = [];
        setError(text.chat.notSent({ reason: errorSentence(cause, text) }));
        return;
      }
      if (guard.composing) {
        // The text under an input method is not touched.
        await new Promise<void>((resolve) => {
          afterComposition.current = resolve;
        });
      }
      queue.current.shift();
      take(next);
      onSent();
    }
  }, [conversationId, guard, take, onSent, text]);

  const send = useCallback(() => {
    const whole = editor.getEditorState().read($readSegments);
    const waiting = mergeTexts(queue.current.flat());
    const check = outgoing(rest(whole, waiting) ?? [], can);
    if (check.kind === 'blank') return;
    if (check.kind === 'too-long') {
      setError(check.over === undefined ? text.chat.tooMany : text.chat.tooLong({ over: check.over }));
      return;
    }
    setError(undefined);
    queue.current.push(check.segments);
    if (queue.current.length === 1) void handOver();
  }, [editor, can, handOver, text]);

  const composed = useCallback(() => {
    afterComposition.current?.();
    afterComposition.current = undefined;
  }, []);

  return { error, clearError: useCallback(() => setError(undefined), []), send, composed };
}
