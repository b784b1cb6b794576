import type { ReactNode } from 'react';
import type { Presence } from '#shared/model.ts';
import style from '../../style/common.module.css';

// Each status has a shape of its own, so that it does not depend on seeing colours.
const shapes: Record<Presence, ReactNode> = {
  online: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  callme: (
    <>
      <circle cx="6" cy="6" r="2.6" fill="currentColor" />
      <circle cx="6" cy="6" r="4.8" />
    </>
  ),
  away: (
    <>
      <circle cx="6" cy="6" r="5" />
      <path d="M6 3.2V6l2 1.4" />
    </>
  ),
  busy: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path className={style.presenceBar} d="M3.5 6h5" />
    </>
  ),
  silent: (
    <>
      <circle cx="6" cy="6" r="5" />
      <path d="M3.5 6h5" />
    </>
  ),
  hidden: <circle cx="6" cy="6" r="4.8" strokeDasharray="1.8 1.9" />,
  offline: <circle cx="6" cy="6" r="4.8" />,
  unknown: <circle cx="6" cy="6" r="4" strokeWidth="1" />,
};

/** The status as a shape and a colour. Decorative: its word belongs to the name of the row or button around it. */
export function PresenceDot({ presence, size = 12 }: { readonly presence: Presence; readonly size?: number }) {
  return (
    <svg
      className={style.presence}
      data-presence={presence}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[presence]}
    </svg>
  );
}
