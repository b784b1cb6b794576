import type { MouseEvent } from 'react';
import { memo, useState } from 'react';
import type { Segment } from '#shared/model.ts';
import { openExternal } from '../../../data/actions.ts';
import { attempt } from '../../../data/view.ts';
import style from '../../../style/chat-message.module.css';
import { face, faceName } from '../../../text/faces.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { linkParts } from './links.ts';

interface Props {
  readonly segments: readonly Segment[];
  /** Whether what is inside can be reached with Tab: only in the active message of the list. */
  readonly reachable: boolean;
}

/** The parts of a message, in order. Text is text: nothing in it is ever read as markup. */
export const Segments = memo(function Segments({ segments, reachable }: Props) {
  return segments.map((segment, index) => {
    // The parts of a message never change their order.
    const key = String(index);
    switch (segment.kind) {
      case 'text':
        return <TextSegment key={key} text={segment.text} reachable={reachable} />;
      case 'face':
        return <FaceSegment key={key} id={segment.id} />;
      case 'shake':
        return <ShakeSegment key={key} />;
      case 'unknown':
        return <UnknownSegment key={key} label={segment.label} raw={segment.raw} reachable={reachable} />;
    }
  });
});

function TextSegment({ text, reachable }: { readonly text: string; readonly reachable: boolean }) {
  const words = useText();
  return linkParts(text).map((part, index) => {
    if (part.kind === 'plain') return part.text;
    const key = String(index);
    const open = (event: MouseEvent) => {
      event.preventDefault();
      attempt(openExternal(part.href));
    };
    return (
      <a
        key={key}
        className={style.link}
        href={part.href}
        title={words.chat.opens({ target: part.target })}
        rel="noreferrer noopener"
        draggable={false}
        tabIndex={reachable ? 0 : -1}
        onClick={open}
        onAuxClick={open}
      >
        {part.text}
      </a>
    );
  });
}

function FaceSegment({ id }: { readonly id: number }) {
  const name = faceName(id, useLanguage());
  const known = face(id);
  if (!known) return name;
  return (
    <span role="img" className={style.face} aria-label={name} title={name}>
      {known.emoji}
    </span>
  );
}

/** A shake beside other parts, which no known service sends; alone it is a line of its own. */
function ShakeSegment() {
  return useText().common.shake;
}

function UnknownSegment({ label, raw, reachable }: { label: string; raw: string; reachable: boolean }) {
  const text = useText();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(raw).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <span className={style.unknown}>
      <span>{text.common.unsupported({ kind: label })}</span>
      <button type="button" className={style.plainButton} tabIndex={reachable ? 0 : -1} onClick={copy}>
        {copied ? text.chat.copied : text.chat.copyRaw}
      </button>
    </span>
  );
}
