import type { KeyboardEvent } from 'react';
import style from '../../../style/chat-members.module.css';
import { useText } from '../../../text/text.ts';
import { Search } from '../../common/icons.tsx';
import { useImeGuard } from '../../common/ime-guard.ts';

interface Props {
  readonly value: string;
  onChange(value: string): void;
  /** Down or Enter: on to the members. */
  onLeave(): void;
}

/** Narrows the member list down. */
export function MemberSearch({ value, onChange, onLeave }: Props) {
  const text = useText();
  const guard = useImeGuard();
  const onKeyDown = (event: KeyboardEvent) => {
    if (guard.owns(event)) return;
    if (event.key === 'Escape' && value !== '') onChange('');
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <search className={style.search}>
      <Search size={14} />
      <input
        type="search"
        aria-label={text.chat.searchMembers}
        placeholder={text.chat.searchMembers}
        value={value}
        data-region-focus
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onCompositionStart={guard.onCompositionStart}
        onCompositionEnd={guard.onCompositionEnd}
      />
    </search>
  );
}
