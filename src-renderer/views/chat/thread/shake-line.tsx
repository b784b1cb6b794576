import { memo } from 'react';
import { useCenter } from '../../../data/center.ts';
import { conversationName, senderName } from '../../../data/select.ts';
import style from '../../../style/chat-message.module.css';
import { useLanguage, useText } from '../../../text/text.ts';
import { fullTime } from '../../../text/time.ts';
import { DecisionLine, StateMark } from './message-state.tsx';
import type { MessageRow } from './rows.ts';

interface Props {
  readonly row: MessageRow;
  /** Whether what is inside can be reached with Tab. */
  readonly reachable: boolean;
}

/** A shake: a centred line that says who shook whose window, with the state of an own one. */
export const ShakeLine = memo(function ShakeLine({ row, reachable }: Props) {
  const { message, own } = row;
  const text = useText();
  const language = useLanguage();
  const name = useCenter((state) =>
    own ? conversationName(state, message.conversationId) : senderName(state, message),
  );
  return (
    <div className={style.shake}>
      <div className={style.shakeWords}>
        <span dir="auto" title={fullTime(message.time, language)}>
          {own ? text.chat.youShook({ name }) : text.chat.shookYou({ name })}
        </span>
        {own && <StateMark message={message} />}
      </div>
      <DecisionLine message={message} reachable={reachable} />
    </div>
  );
});
