import type { Ref } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '#shared/errors.ts';
import { AppError } from '#shared/errors.ts';
import type { ConversationId } from '#shared/ids.ts';
import type { Account, Conversation } from '#shared/model.ts';
import { closeThread, openThread } from '../../data/actions.ts';
import { center, useCenter } from '../../data/center.ts';
import { conversationAvatar } from '../../data/select.ts';
import style from '../../style/chat-thread.module.css';
import { useText } from '../../text/text.ts';
import { Avatar } from '../common/avatar.tsx';
import { Announcer } from './thread/announcer.tsx';
import type { ThreadHandle } from './thread/thread-view.tsx';
import { ThreadView } from './thread/thread-view.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly account: Account;
  readonly name: string;
  readonly ref: Ref<ThreadHandle>;
}

/** The region of the messages in all its states: loading, failed, empty, and with messages. */
export function ThreadPane({ conversation, account, name, ref }: Props) {
  const text = useText();
  const thread = useCenter((state) => state.threads[conversation.id]);
  const { failed, again } = useOpenThread(conversation.id);
  // What comes first in an empty chat comes before the reader's eyes.
  const wasEmpty = useRef(false);
  if (thread?.messages.length === 0) wasEmpty.current = true;
  return (
    <main className={style.pane} aria-label={text.chat.messages} data-region="messages">
      {thread && <Announcer messages={thread.messages} />}
      {thread && thread.messages.length > 0 ? (
        <ThreadView
          ref={ref}
          thread={thread}
          conversation={conversation}
          account={account}
          divided={!wasEmpty.current}
        />
      ) : thread ? (
        <Hello conversation={conversation} name={name} />
      ) : failed ? (
        <div className={style.notice} role="alert">
          <p>{text.chat.loadFailed}</p>
          <p>{text.errors[failed]}</p>
          <button type="button" className={style.noticeButton} onClick={again}>
            {text.chat.retry}
          </button>
        </div>
      ) : (
        <Skeleton />
      )}
    </main>
  );
}

/** Opens a thread while mounted. */
function useOpenThread(id: ConversationId) {
  const [failed, setFailed] = useState<ErrorCode>();
  const [attempt, setAttempt] = useState(0);
  const live = useCenter((state) => state.link === 'live');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens anew
  useEffect(() => {
    // A thread that is open already is watched anew by the session itself, in its place.
    if (!live || center.getState().threads[id]) return;
    let current = true;
    setFailed(undefined);
    openThread(id).catch((cause) => {
      if (current) setFailed(AppError.from(cause).code);
    });
    return () => {
      current = false;
    };
  }, [id, attempt, live]);
  useEffect(() => () => closeThread(id), [id]);
  return { failed, again: () => setAttempt(attempt + 1) };
}

function Hello({ conversation, name }: { readonly conversation: Conversation; readonly name: string }) {
  const text = useText();
  const hash = useCenter((state) => conversationAvatar(state, conversation.id));
  const kind = conversation.kind === 'group' || conversation.kind === 'discussion' ? 'group' : 'person';
  return (
    <div className={style.notice}>
      <Avatar kind={kind} id={conversation.peerId} name={name} hash={hash} size={72} />
      <p>{text.chat.sayHello({ name })}</p>
    </div>
  );
}

const bars = ['60%', '35%', '75%', '45%', '55%', '30%'];

/** Stands in for messages that take a while; a style makes it appear only after 200 ms. */
function Skeleton() {
  return (
    <div className={style.skeleton} aria-hidden="true">
      {bars.map((width, index) => (
        <div key={width} data-own={index % 3 === 1} style={{ inlineSize: width }} />
      ))}
    </div>
  );
}
