import type { CSSProperties } from 'react';
import { memo, useState } from 'react';
import type { Conversation, Message } from '#shared/model.ts';
import { useCenter } from '../../../data/center.ts';
import { senderName } from '../../../data/select.ts';
import style from '../../../style/chat-message.module.css';
import { useLanguage, useText } from '../../../text/text.ts';
import { clockTime, fullTime } from '../../../text/time.ts';
import { Avatar } from '../../common/avatar.tsx';
import { folded, onlyFaces } from './body.ts';
import { inkOf } from './ink.ts';
import { DecisionLine, StateMark } from './message-state.tsx';
import type { MessageRow } from './rows.ts';
import { Segments } from './segments.tsx';

/** Long messages that the reader unfolded; they stay so while their rows come and go. */
const unfolded = new Set<string>();

interface Props {
  readonly row: MessageRow;
  readonly kind: Conversation['kind'];
  /** Whether what is inside can be reached with Tab. */
  readonly reachable: boolean;
}

/** One message: avatar and sender line at the start of a run, then the bubble. */
export const MessageBody = memo(function MessageBody({ row, kind, reachable }: Props) {
  const { message, own, first } = row;
  const language = useLanguage();
  const bare = onlyFaces(message.segments);
  return (
    <div className={style.message} data-own={own} data-first={first}>
      {!own && <div className={style.gutter}>{first && <SenderAvatar message={message} />}</div>}
      <div className={style.column}>
        {first && !own && kind !== 'person' && <SenderLine message={message} />}
        <div className={style.line}>
          <div
            className={bare ? style.bare : style.bubble}
            dir="auto"
            title={fullTime(message.time, language)}
            style={bare ? undefined : inkStyle(message)}
          >
            <Content message={message} reachable={reachable} />
          </div>
          {own && <StateMark message={message} />}
        </div>
        <DecisionLine message={message} reachable={reachable} />
      </div>
    </div>
  );
});

function Content({ message, reachable }: { readonly message: Message; readonly reachable: boolean }) {
  const text = useText();
  const short = folded(message.segments);
  const [open, setOpen] = useState(() => unfolded.has(message.key));
  if (!short) return <Segments segments={message.segments} reachable={reachable} />;
  const toggle = () => {
    if (open) unfolded.delete(message.key);
    else unfolded.add(message.key);
    setOpen(!open);
  };
  return (
    <>
      <Segments segments={open ? message.segments : short} reachable={reachable} />
      {!open && '…'}
      <button type="button" className={style.fold} aria-expanded={open} tabIndex={reachable ? 0 : -1} onClick={toggle}>
        {open ? text.chat.showLess : text.chat.showAll}
      </button>
    </>
  );
}

function SenderAvatar({ message }: { readonly message: Message }) {
  const name = useCenter((state) => senderName(state, message));
  const accountId = useCenter((state) => state.conversations[message.conversationId]?.accountId);
  const hash = useCenter((state) => accountId && state.contacts[accountId]?.[message.senderId]?.avatar);
  return <Avatar kind="person" id={message.senderId} name={name} hash={hash} accountId={accountId} size={36} />;
}

function SenderLine({ message }: { readonly message: Message }) {
  const text = useText();
  const language = useLanguage();
  const name = useCenter((state) => senderName(state, message));
  const role = useCenter((state) => {
    const conversation = state.conversations[message.conversationId];
    const members = conversation && state.members[conversation.accountId]?.[conversation.peerId];
    return members?.find((member) => member.id === message.senderId)?.role;
  });
  return (
    <div className={style.sender}>
      <span className={style.senderName} dir="auto">
        {name}
      </span>
      {(role === 'owner' || role === 'admin') && (
        <span className={style.role} data-role={role}>
          {text.role[role]}
        </span>
      )}
      <time className={style.senderTime}>{clockTime(message.time, language)}</time>
    </div>
  );
}

type InkStyle = CSSProperties & Record<'--ink-light' | '--ink-dark', string | undefined>;

function inkStyle({ font }: Message): InkStyle | undefined {
  if (!font) return undefined;
  const ink = inkOf(font);
  return {
    '--ink-light': ink.light,
    '--ink-dark': ink.dark,
    color: ink.light && 'light-dark(var(--ink-light), var(--ink-dark))',
    fontSize: ink.scale === 1 ? undefined : `${ink.scale}em`,
    fontWeight: ink.bold ? 'bold' : undefined,
    fontStyle: ink.italic ? 'italic' : undefined,
    textDecorationLine: ink.underline ? 'underline' : undefined,
  };
}
