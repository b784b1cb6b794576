import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import type { Account } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import { setSignature } from '../../data/actions.ts';
import { attempt } from '../../data/view.ts';
import style from '../../style/panel.module.css';
import { useText } from '../../text/text.ts';
import { useImeGuard } from '../common/ime-guard.ts';

/** The longest signature, in characters. */
const limit = 100;

/** The account's own signature, edited in place: Enter or leaving keeps it, Esc does not. */
export function Signature({ account }: { readonly account: Account }) {
  const { panel: words } = useText();
  const [draft, setDraft] = useState<string>();
  const guard = useImeGuard();
  const button = useRef<HTMLButtonElement>(null);
  const shown = cleanName(account.signature);

  if (!account.can.asks.includes('setSignature') || account.phase !== 'online') {
    return <p className={style.signature}>{shown}</p>;
  }
  if (draft === undefined) {
    return (
      <button
        ref={button}
        type="button"
        className={style.signature}
        title={shown}
        aria-label={words.editSignature({ text: shown })}
        onClick={() => setDraft(shown)}
      >
        {shown || words.noSignature}
      </button>
    );
  }

  const finish = (keep: boolean) => {
    setDraft(undefined);
    const next = Array.from(draft.trim()).slice(0, limit).join('');
    if (keep && next !== shown) attempt(setSignature(account.id, next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (guard.owns(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    finish(event.key === 'Enter');
    // The field is gone with the next paint; the button that opened it takes the focus back.
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <input
      className={style.signatureField}
      aria-label={words.signature}
      // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
      autoFocus
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={onKeyDown}
      onCompositionStart={guard.onCompositionStart}
      onCompositionEnd={guard.onCompositionEnd}
    />
  );
}
