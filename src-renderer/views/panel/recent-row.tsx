import type { Conversation } from '#shared/model.ts';
import { previewLine } from '#shared/segments.ts';
import { useCenter } from '../../data/center.ts';
import { conversationName, conversationPolicy, senderName } from '../../data/select.ts';
import style from '../../style/panel.module.css';
import { useLanguage, useText } from '../../text/text.ts';
import { listTime } from '../../text/time.ts';
import { Badge } from '../common/badge.tsx';
import { BellOff, Blocked } from '../common/icons.tsx';
import { segmentWords } from '../common/preview.ts';
import { ChatRow } from './chat-row.tsx';

/** One chat of Recent: name, newest message or draft, time, count. */
export function RecentRow({ conversation, now }: { readonly conversation: Conversation; readonly now: number }) {
  const language = useLanguage();
  const { id, last, unread } = conversation;
  const name = useCenter((state) => conversationName(state, id));
  const policy = useCenter((state) => conversationPolicy(state, id));
  return (
    <ChatRow
      id={id}
      name={name}
      strong={unread > 0 && policy !== 'block'}
      line={<Preview conversation={conversation} />}
      aside={
        <>
          {policy === 'silent' && <BellOff size={13} />}
          {policy === 'block' && <Blocked size={13} />}
          {last && <time dateTime={new Date(last.time).toISOString()}>{listTime(last.time, now, language)}</time>}
        </>
      }
      mark={<Badge count={unread} policy={policy} />}
    />
  );
}

/** The draft if there is one, else the newest message. */
function Preview({ conversation }: { readonly conversation: Conversation }) {
  const text = useText();
  const words = segmentWords(text, useLanguage());
  const { id, kind, accountId, draft, last } = conversation;
  const own = useCenter((state) => last !== undefined && state.accounts[accountId]?.selfId === last.senderId);
  const sender = useCenter((state) => (last ? senderName(state, { conversationId: id, ...last }) : ''));
  if (draft) {
    return (
      <>
        <span className={style.draft}>{text.panel.draft}</span> {previewLine(draft.segments, words)}
      </>
    );
  }
  if (!last) return null;
  const said = previewLine(last.segments, words);
  const unsent = last.state === 'failed' || last.state === 'unsure';
  return (
    <>
      {unsent && <span className={style.unsent}>{text.panel.notSent} </span>}
      {kind === 'person' || kind === 'temporary' || own ? said : text.panel.saidIn({ name: sender, text: said })}
    </>
  );
}
