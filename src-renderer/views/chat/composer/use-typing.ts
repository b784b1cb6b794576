import type { LexicalEditor } from 'lexical';
import { useCallback, useRef } from 'react';
import { type ConversationId, conversationParts } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { isBlank } from '#shared/segments.ts';
import { notifyTyping } from '../../../data/actions.ts';
import type { ImeGuard } from '../../common/ime-guard.ts';
import { $readSegments } from './segments-state.ts';

/**
 * Milliseconds between two notices: enough for a service that takes one in five seconds (webqq.md 9.3), and not so much
 * that the line at the other end, which stands for six, goes out in between.
 */
const typingEveryMs = 5_500;

interface Surroundings {
  readonly conversationId: ConversationId;
  readonly account: Account;
  readonly guard: ImeGuard;
}

/** Returns what is to be called whenever the text changed: it tells the other person, as often as that makes sense. */
export function useTyping(editor: LexicalEditor, { conversationId, account, guard }: Surroundings): () => void {
  const told = useRef(0);
  const can = account.can.asks.includes('notifyTyping') && conversationParts(conversationId)?.kind === 'person';
  return useCallback(() => {
    // What an input method is busy with counts at the end of its composition. The editor hears of its start first.
    if (!can || guard.composing || editor.isComposing()) return;
    const now = Date.now();
    if (now - told.current < typingEveryMs || isBlank(editor.getEditorState().read($readSegments))) return;
    told.current = now;
    // Nobody waits for it.
    notifyTyping(conversationId).catch(() => {});
  }, [editor, can, guard, conversationId]);
}
