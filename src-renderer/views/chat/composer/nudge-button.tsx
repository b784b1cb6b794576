import { useState } from 'react';
import { type ConversationId, conversationParts } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { isShake } from '#shared/segments.ts';
import { shake } from '../../../data/actions.ts';
import { type Center, useCenter } from '../../../data/center.ts';
import { attempt } from '../../../data/view.ts';
import { useText } from '../../../text/text.ts';
import { useIsAhead } from '../../common/clock.ts';
import { IconButton } from '../../common/icon-button.tsx';
import { NudgeIcon } from '../icons.tsx';

/** Least milliseconds between two shakes of one window (experience.md C2). */
const restMs = 10_000;

interface Props {
  readonly conversationId: ConversationId;
  readonly account: Account;
  readonly name: string;
  /** Why nothing can be written; absent when it can. */
  readonly closed: string | undefined;
  /** The shake was stored and is on its way. */
  onSent(): void;
}

/** Shakes the buddy's window. Not there in other chats, nor where the service cannot do it. */
export function NudgeButton({ conversationId, account, name, closed, onSent }: Props) {
  const text = useText();
  const parts = conversationParts(conversationId);
  const isBuddy = useCenter(
    (state) => parts?.kind === 'person' && state.contacts[parts.accountId]?.[parts.peerId] !== undefined,
  );
  const stored = useCenter((state) => lastShake(state, conversationId, account));
  // Counts from the click on, before the line is there.
  const [clicked, setClicked] = useState(0);
  const rests = useIsAhead(Math.max(stored, clicked) + restMs);
  if (!isBuddy || !account.can.asks.includes('shake')) return null;
  const waits = account.phase === 'online' ? undefined : text.chat.waitingLine;
  const reason = closed ?? waits ?? (rests ? text.chat.nudgeRest : undefined);
  const nudge = () => {
    if (reason !== undefined) return;
    setClicked(Date.now());
    attempt(shake(conversationId).then(onSent));
  };
  return (
    // Not `disabled`: it would lose the focus of who just pressed it, and its reason could not be read.
    <IconButton
      name={text.chat.nudge}
      hint={reason ?? text.chat.nudgeHint({ name })}
      aria-disabled={reason !== undefined}
      onClick={nudge}
    >
      <NudgeIcon />
    </IconButton>
  );
}

/** When this account last shook this window; 0 when that is not among the loaded messages. */
function lastShake({ threads }: Center, id: ConversationId, { selfId }: Account): number {
  const own = threads[id]?.messages.findLast(
    ({ senderId, segments, state }) => senderId === selfId && state !== 'failed' && isShake(segments),
  );
  return own?.time ?? 0;
}
