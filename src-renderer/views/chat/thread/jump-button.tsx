import { useState } from 'react';
import type { Message } from '#shared/model.ts';
import style from '../../../style/chat-thread.module.css';
import { useText } from '../../../text/text.ts';
import { DownIcon } from '../icons.tsx';

interface Props {
  readonly messages: readonly Message[];
  /** Unread messages that are not loaded. */
  readonly elsewhere: number;
  onJump(): void;
}

/** Leads back to the end, and counts what arrived since the reader left it. Shown only while away from the end. */
export function JumpButton({ messages, elsewhere, onJump }: Props) {
  const text = useText();
  const [left] = useState(() => messages.at(-1)?.order ?? 0);
  const arrived = messages.filter((message) => message.order > left && message.state === 'received').length;
  const count = Math.max(arrived, elsewhere);
  const title = count > 0 ? text.chat.jumpCount({ count }) : text.chat.jump;
  return (
    <button type="button" className={style.jump} aria-label={text.chat.jump} title={title} onClick={onJump}>
      <DownIcon />
      {count > 0 && (
        <span className={style.jumpCount} aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </button>
  );
}
