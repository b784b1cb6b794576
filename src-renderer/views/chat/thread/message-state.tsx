import { useEffect, useState } from 'react';
import type { Message } from '#shared/model.ts';
import { deleteMessage, retryMessage } from '../../../data/actions.ts';
import { useCenter } from '../../../data/center.ts';
import { attempt } from '../../../data/view.ts';
import style from '../../../style/chat-message.module.css';
import { useText } from '../../../text/text.ts';
import { AlertIcon, ClockIcon, TickIcon } from '../icons.tsx';

/** A message that is sent faster than this never shows that it was being sent. */
const showSendingAfterMs = 400;

/** The mark beside an own message: on its way, or sent. */
export function StateMark({ message }: { readonly message: Message }) {
  const text = useText();
  switch (message.state) {
    case 'sending':
      return <SendingMark message={message} />;
    case 'sent':
      return (
        <span className={style.mark} title={text.chat.sentShort}>
          <TickIcon />
        </span>
      );
    case 'failed':
    case 'unsure':
      return (
        <span className={style.mark} data-state={message.state}>
          <AlertIcon />
        </span>
      );
    case 'received':
      return null;
  }
}

function SendingMark({ message }: { readonly message: Message }) {
  const text = useText();
  const [shown, setShown] = useState(() => Date.now() - message.time > showSendingAfterMs);
  const waits = useCenter((state) => {
    const account = state.conversations[message.conversationId]?.accountId;
    return account !== undefined && state.accounts[account]?.phase !== 'online';
  });
  useEffect(() => {
    const timer = setTimeout(setShown, showSendingAfterMs, true);
    return () => clearTimeout(timer);
  }, []);
  return (
    <span className={style.mark} title={waits ? text.chat.waitingLine : text.chat.sendingShort}>
      {shown && <ClockIcon />}
    </span>
  );
}

/** Whether the person has to decide what becomes of a message. */
export function needsDecision(message: Message): boolean {
  return message.state === 'failed' || message.state === 'unsure';
}

export function retry(message: Message): void {
  attempt(retryMessage(message.conversationId, message.key));
}

export function remove(message: Message): void {
  attempt(deleteMessage(message.conversationId, message.key));
}

/** The line under a message that was not sent, or perhaps not, with what can be done about it. */
export function DecisionLine({ message, reachable }: { readonly message: Message; readonly reachable: boolean }) {
  const text = useText();
  if (!needsDecision(message)) return null;
  const tabIndex = reachable ? 0 : -1;
  const reason = message.error && text.errors[message.error.code];
  return (
    <div className={style.decision} data-state={message.state} title={reason}>
      <span>{message.state === 'failed' ? text.chat.failedLine : text.chat.unsureLine}</span>
      <button type="button" className={style.plainButton} tabIndex={tabIndex} onClick={() => retry(message)}>
        {text.chat.retry}
      </button>
      <button type="button" className={style.plainButton} tabIndex={tabIndex} onClick={() => remove(message)}>
        {text.chat.delete}
      </button>
    </div>
  );
}
