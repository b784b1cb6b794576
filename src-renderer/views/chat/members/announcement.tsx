import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { AccountId, PeerId } from '#shared/ids.ts';
import { useCenter } from '../../../data/center.ts';
import style from '../../../style/chat-members.module.css';
import { useText } from '../../../text/text.ts';
import { MegaphoneIcon } from '../icons.tsx';
import { Segments } from '../thread/segments.tsx';

/** The announcement of a group, three lines of it at first. */
export function Announcement({ accountId, groupId }: { readonly accountId: AccountId; readonly groupId: PeerId }) {
  const text = useText();
  const id = useId();
  const memo = useCenter((state) => state.groups[accountId]?.[groupId]?.memo.trim()) ?? '';
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height
  useLayoutEffect(() => {
    const element = box.current;
    if (element && !open) setCut(element.scrollHeight > element.clientHeight + 1);
  }, [memo, open]);
  if (memo === '') return null;
  return (
    <section className={style.announcement} aria-labelledby={id}>
      <h3 id={id} className={style.announcementHead}>
        <MegaphoneIcon /> {text.chat.announcement}
      </h3>
      <div ref={box} className={style.memo} data-open={open} dir="auto">
        <Segments segments={[{ kind: 'text', text: memo }]} reachable />
      </div>
      {(cut || open) && (
        <button type="button" className={style.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.chat.less : text.chat.more}
        </button>
      )}
    </section>
  );
}
