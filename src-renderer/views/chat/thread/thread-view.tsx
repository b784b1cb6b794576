import type { Ref } from 'react';
import { useCallback, useImperativeHandle, useMemo, useRef } from 'react';
import { Virtualizer } from 'virtua';
import type { Account, Conversation, Message } from '#shared/model.ts';
import { plainText } from '#shared/segments.ts';
import type { Thread } from '../../../data/center.ts';
import style from '../../../style/chat-thread.module.css';
import { useLanguage, useText } from '../../../text/text.ts';
import { segmentWords } from '../../common/preview.ts';
import { Article } from './article.tsx';
import { JumpButton } from './jump-button.tsx';
import { MessageMenu } from './message-menu.tsx';
import type { MessageRow } from './rows.ts';
import { buildRows } from './rows.ts';
import { useActiveArticle } from './use-active-article.ts';
import { useDivider } from './use-divider.ts';
import { useRead } from './use-read.ts';
import { startMargin, useScroll } from './use-scroll.ts';
import { useStaged } from './use-staged.ts';

/** What the window may ask of the list of messages. */
export interface ThreadHandle {
  focus(): void;
  page(direction: 1 | -1): void;
  toStart(): void;
  toEnd(): void;
  /** To the "New messages" divider, if there is one. */
  toUnread(): void;
  /** The person sent a message. */
  answered(): void;
}

interface Props {
  readonly thread: Thread;
  readonly conversation: Conversation;
  readonly account: Account;
  /** Whether unread messages are set apart when the list opens. */
  readonly divided: boolean;
  readonly ref: Ref<ThreadHandle>;
}

/** The messages of one open conversation, of which only those near the view are in the document. */
export function ThreadView({ thread, conversation, account, divided, ref }: Props) {
  const text = useText();
  const language = useLanguage();
  const feed = useRef<HTMLDivElement>(null);
  const { items, shift, epoch } = useStaged(thread.messages);
  const { dividerKey, answered } = useDivider(thread.messages, conversation, account.selfId, divided);
  const previous = useRef<readonly MessageRow[]>([]);
  const rows = useMemo(() => {
    previous.current = buildRows(items, { selfId: account.selfId, dividerKey }, previous.current);
    return previous.current;
  }, [items, account.selfId, dividerKey]);

  const shown = useRef(items);
  shown.current = items;
  const looked = useRef(() => {});
  const scroll = useScroll({
    conversationId: conversation.id,
    rows,
    epoch,
    hasOlder: thread.hasOlder,
    hasNewer: thread.hasNewer,
    moved: useCallback(() => looked.current(), []),
  });
  looked.current = useRead(conversation, shown, scroll.scroller, scroll.list);

  const copy = useCallback(
    (message: Message) => {
      navigator.clipboard.writeText(plainText(message.segments, segmentWords(text, language))).catch(() => {});
    },
    [text, language],
  );
  const { active, focus, onKeyDown, onFocus } = useActiveArticle({ rows, feed, list: scroll.list, copy });
  const messageAt = (target: EventTarget | null) => {
    const key = target instanceof Element ? target.closest('article')?.dataset.key : undefined;
    return rows.find((row) => row.message.key === key)?.message;
  };

  const { toEnd, toStart, toRow, page } = scroll;
  useImperativeHandle(
    ref,
    () => ({
      focus,
      page,
      toStart,
      toEnd: () => void toEnd().catch(() => {}),
      toUnread: () => {
        const at = rows.findIndex((row) => row.divider);
        if (at >= 0) toRow(at);
      },
      answered: () => {
        answered();
        toEnd().catch(() => {});
      },
    }),
    [focus, page, toStart, toRow, toEnd, rows, answered],
  );

  const complete = !thread.hasOlder && !thread.hasNewer;
  return (
    <div className={style.frame}>
      <div ref={scroll.scroller} className={style.scroller} onScroll={scroll.look} tabIndex={-1}>
        <div className={style.start} style={{ blockSize: startMargin }}>
          {thread.hasOlder ? text.chat.loadingOlder : text.chat.beginning}
        </div>
        <MessageMenu messageAt={messageAt} copy={copy}>
          <div ref={feed} role="feed" aria-label={text.chat.messages} onKeyDown={onKeyDown} onFocus={onFocus}>
            <Virtualizer
              key={epoch}
              ref={scroll.list}
              scrollRef={scroll.scroller}
              data={rows}
              shift={shift}
              startMargin={startMargin}
              keepMounted={active >= 0 ? [active] : []}
              onResize={scroll.onResize}
            >
              {(row, index) => (
                <Article
                  key={row.message.key}
                  row={row}
                  kind={conversation.kind}
                  position={index + 1}
                  setSize={complete ? rows.length : -1}
                  active={index === active}
                />
              )}
            </Virtualizer>
          </div>
        </MessageMenu>
      </div>
      {(!scroll.atEnd || thread.hasNewer) && (
        <JumpButton
          messages={thread.messages}
          elsewhere={thread.hasNewer ? conversation.unread : 0}
          onJump={() => void toEnd().catch(() => {})}
        />
      )}
    </div>
  );
}
