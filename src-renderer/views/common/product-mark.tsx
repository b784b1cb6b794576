import { useId } from 'react';
import style from '../../style/common.module.css';

/** The mark of the product: a speech bubble with a face. Decorative. */
export function ProductMark({ size }: { readonly size: number }) {
  const shade = useId();
  return (
    <svg className={style.mark} width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={shade} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className={style.markTop} />
          <stop offset="1" className={style.markBottom} />
        </linearGradient>
      </defs>
      <rect width="64" height="64" rx="15" fill={`url(#${shade})`} />
      <path
        className={style.markBubble}
        d="M32 13c-11.6 0-21 7.9-21 17.6 0 5.6 3.1 10.6 8 13.8l-2.3 7.6 9.2-4.3c1.9.4 4 .6 6.1.6 11.6 0 21-7.9 21-17.7S43.6 13 32 13Z"
      />
      <g className={style.markFace}>
        <circle cx="24" cy="30" r="3.2" />
        <circle cx="40" cy="30" r="3.2" />
        <path d="M25.5 36.5c3.6 3.4 9.4 3.4 13 0" />
      </g>
    </svg>
  );
}
