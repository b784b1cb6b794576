import { useEffect, useRef, useState } from 'react';
import type { Message } from '#shared/model.ts';
import { center } from '../../../data/center.ts';
import { senderName } from '../../../data/select.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { segmentWords } from '../../common/preview.ts';
import { isFocused } from '../use-focused.ts';
import { needsDecision } from './message-state.tsx';
import { spoken } from './spoken.ts';

/** Messages that arrive within this time are told together. */
const batchMs = 1_000;
/** More messages than this are only counted. */
const toldInFull = 3;

/**
 * Tells those who cannot see the list what happens in it: incoming messages of the focused chat politely and in short
 * form, failed ones at once.
 */
export function Announcer({ messages }: { readonly messages: readonly Message[] }) {
  const text = useText();
  const language = useLanguage();
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const seen = useRef(newest(messages));
  const first = useRef(messages[0]?.order);
  const failed = useRef(new Set(messages.filter(needsDecision).map(({ key }) => key)));
  const waiting = useRef<Message[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const tell = () => {
      timer.current = undefined;
      const [told, last] = [waiting.current, waiting.current.at(-1)];
      waiting.current = [];
      if (!last) return;
      const nameOf = (message: Message) => senderName(center.getState(), message);
      const words = segmentWords(text, language);
      setPolite(
        told.length > toldInFull
          ? text.chat.arrived({ count: told.length, name: nameOf(last) })
          : told.map((message) => text.chat.said({ name: nameOf(message), text: spoken(message, words) })).join('\n'),
      );
    };

    const before = seen.current;
    seen.current = Math.max(before, newest(messages));
    // Only what came at the end is news.
    for (let at = messages.length - 1; at >= 0; at -= 1) {
      const message = messages[at];
      if (!message || message.order <= before) break;
      if (message.state === 'received' && isFocused()) waiting.current.push(message);
    }
    waiting.current.sort((one, other) => one.order - other.order);
    if (waiting.current.length > 0) timer.current ??= setTimeout(tell, batchMs);

    const oldest = messages[0]?.order;
    if (oldest !== undefined && first.current !== undefined && oldest < first.current) setPolite(text.chat.olderLoaded);
    first.current = oldest;

    for (const message of messages) {
      if (!needsDecision(message)) failed.current.delete(message.key);
      else if (!failed.current.has(message.key)) {
        failed.current.add(message.key);
        const reason = message.error ? text.errors[message.error.code] : text.chat.states[message.state];
        setUrgent(text.chat.notSentTo({ reason }));
      }
    }
  }, [messages, text, language]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <>
      <div role="status" className="visually-hidden">
        {polite}
      </div>
      <div role="alert" className="visually-hidden">
        {urgent}
      </div>
    </>
  );
}

function newest(messages: readonly Message[]): number {
  return messages.at(-1)?.order ?? 0;
}
