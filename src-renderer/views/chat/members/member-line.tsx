import type { Account, MediaHash } from '#shared/model.ts';
import style from '../../../style/chat-members.module.css';
import { useText } from '../../../text/text.ts';
import { Avatar } from '../../common/avatar.tsx';
import { PresenceDot } from '../../common/presence-dot.tsx';
import type { MemberRow } from './member-rows.ts';

interface Props {
  readonly row: Extract<MemberRow, { kind: 'member' }>;
  readonly account: Account;
  readonly avatar: MediaHash | undefined;
  /** Whether presence can be trusted now. */
  readonly known: boolean;
}

/** One member. What the row means is told by its name. */
export function MemberLine({ row: { member, name, section }, account, avatar, known }: Props) {
  const text = useText();
  const self = member.id === account.selfId;
  return (
    <div className={style.member} data-away={section === 'offline'}>
      <Avatar
        kind="person"
        id={member.id}
        name={name}
        hash={self ? account.avatar : avatar}
        accountId={account.id}
        size={28}
      />
      <span className={style.name} dir="auto" title={name}>
        {name}
      </span>
      {self && <span className={style.you}>{text.chat.you}</span>}
      <PresenceDot presence={known ? member.presence : 'unknown'} size={10} />
    </div>
  );
}
