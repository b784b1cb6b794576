import type { KeyboardEvent, Ref } from 'react';
import style from '../../style/panel.module.css';
import { useText } from '../../text/text.ts';
import { IconButton } from '../common/icon-button.tsx';
import { Cross, Search } from '../common/icons.tsx';
import { useImeGuard } from '../common/ime-guard.ts';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter or Down: on to the results. */
  readonly onLeave: () => void;
  readonly ref: Ref<HTMLInputElement>;
}

export function SearchField({ value, onChange, onLeave, ref }: Props) {
  const text = useText();
  const guard = useImeGuard();
  const onKeyDown = (event: KeyboardEvent) => {
    if (guard.owns(event)) return;
    if (event.key === 'Escape' && value !== '') onChange('');
    else if (event.key === 'ArrowDown' || (event.key === 'Enter' && value !== '')) onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <search className={style.search}>
      <Search size={16} />
      <input
        ref={ref}
        type="search"
        aria-label={text.panel.search}
        placeholder={text.panel.search}
        aria-keyshortcuts="Control+K"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onCompositionStart={guard.onCompositionStart}
        onCompositionEnd={guard.onCompositionEnd}
      />
      {value !== '' && (
        <IconButton name={text.panel.clearSearch} onClick={() => onChange('')}>
          <Cross size={16} />
        </IconButton>
      )}
    </search>
  );
}
