import type { ReactNode } from 'react';
import type { ConversationId } from '#shared/ids.ts';
import { asPeerId, conversationParts } from '#shared/ids.ts';
import { useCenter } from '../../data/center.ts';
import { conversationAvatar, conversationPresence } from '../../data/select.ts';
import style from '../../style/panel.module.css';
import { Avatar } from '../common/avatar.tsx';
import { PresenceDot } from '../common/presence-dot.tsx';

interface Props {
  readonly id: ConversationId;
  readonly name: string;
  /** After the name, less strong. */
  readonly suffix?: string;
  /** The second line. */
  readonly line: ReactNode;
  /** At the end of the first and second line. */
  readonly aside?: ReactNode;
  readonly mark?: ReactNode;
  readonly strong?: boolean;
}

/** A row of 56 pixels: picture with status, two lines, and what stands at their ends. */
export function ChatRow({ id, name, suffix, line, aside, mark, strong = false }: Props) {
  const parts = conversationParts(id);
  const avatar = useCenter((state) => conversationAvatar(state, id));
  const presence = useCenter((state) => conversationPresence(state, id));
  return (
    // The row's accessible name says what is drawn here, in an order for the ear.
    <div className={style.row} aria-hidden="true">
      <span className={style.picture} data-away={presence === 'offline' || presence === 'hidden' || undefined}>
        <Avatar
          kind={parts?.kind === 'person' || parts?.kind === 'temporary' ? 'person' : 'group'}
          id={parts?.peerId ?? asPeerId(id)}
          name={name}
          hash={avatar}
          accountId={parts?.accountId}
        />
        {presence && (
          <span className={style.pictureDot}>
            <PresenceDot presence={presence} />
          </span>
        )}
      </span>
      <span className={style.lines}>
        <span className={style.first}>
          <span className={style.name} data-strong={strong || undefined}>
            {name}
            {suffix && <span className={style.suffix}> ({suffix})</span>}
          </span>
          {aside && <span className={style.aside}>{aside}</span>}
        </span>
        <span className={style.second}>
          <span className={style.line}>{line}</span>
          {mark && <span className={style.mark}>{mark}</span>}
        </span>
      </span>
    </div>
  );
}
