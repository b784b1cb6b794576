import type { Policy } from '#shared/model.ts';
import style from '../../style/common.module.css';

/** How many messages wait: red, or grey and in brackets for a silent chat. Nothing for a blocked one. */
export function Badge({ count, policy = 'notify' }: { readonly count: number; readonly policy?: Policy }) {
  if (count <= 0 || policy === 'block') return null;
  const shown = count > 99 ? '99+' : String(count);
  return (
    <span aria-hidden="true" className={style.badge} data-policy={policy}>
      {policy === 'silent' ? `(${shown})` : shown}
    </span>
  );
}
