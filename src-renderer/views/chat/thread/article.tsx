import type { Conversation } from '#shared/model.ts';
import { isShake } from '#shared/segments.ts';
import { useCenter } from '../../../data/center.ts';
import { senderName } from '../../../data/select.ts';
import style from '../../../style/chat-message.module.css';
import { useLanguage, useText } from '../../../text/text.ts';
import { clockTime, fullTime, timeLine } from '../../../text/time.ts';
import { segmentWords } from '../../common/preview.ts';
import { MessageBody } from './message-body.tsx';
import { RowBoundary } from './row-boundary.tsx';
import type { MessageRow } from './rows.ts';
import { ShakeLine } from './shake-line.tsx';
import { spoken } from './spoken.ts';

interface Props {
  readonly row: MessageRow;
  readonly kind: Conversation['kind'];
  /** From 1, among the loaded messages; their number, or -1 while there are more elsewhere. */
  readonly position: number;
  readonly setSize: number;
  /** The one tab stop of the list. */
  readonly active: boolean;
}

/** One message as an article of the feed, with the time line and the divider that stand above it. */
export function Article({ row, kind, position, setSize, active }: Props) {
  const text = useText();
  const language = useLanguage();
  const { message, own } = row;
  const name = useCenter((state) => senderName(state, message));
  const said = spoken(message, segmentWords(text, language));
  const parts = [name, clockTime(message.time, language), said, text.chat.states[message.state]];
  return (
    // biome-ignore-start lint/a11y/noNoninteractiveTabindex: the articles of a feed are its tab stops
    <article
      className={style.article}
      aria-label={text.chat.articleName({ parts: parts.filter((part) => part !== '') })}
      aria-posinset={position}
      aria-setsize={setSize}
      tabIndex={active ? 0 : -1}
      data-key={message.key}
      data-own={own}
    >
      {row.divider && (
        // biome-ignore lint/a11y/useSemanticElements: a rule cannot carry words
        <div className={style.divider} role="separator" aria-label={text.chat.newMessages}>
          <span>{text.chat.newMessages}</span>
        </div>
      )}
      {row.timed && (
        <div className={style.timeLine}>
          <time title={fullTime(message.time, language)}>{timeLine(message.time, Date.now(), language)}</time>
        </div>
      )}
      <RowBoundary fallback={<p className={style.broken}>{text.chat.rowFailed}</p>}>
        {isShake(message.segments) ? (
          <ShakeLine row={row} reachable={active} />
        ) : (
          <MessageBody row={row} kind={kind} reachable={active} />
        )}
      </RowBoundary>
    </article>
    // biome-ignore-end lint/a11y/noNoninteractiveTabindex: the articles of a feed are its tab stops
  );
}
