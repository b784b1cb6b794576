import type { ComponentProps, ReactNode } from 'react';
import style from '../../style/common.module.css';

type Props = Omit<ComponentProps<'button'>, 'aria-label' | 'children' | 'title'> & {
  /** Accessible name and tooltip; it does not depend on the icon. */
  readonly name: string;
  /** The tooltip where it says more than the name. */
  readonly hint?: string;
  readonly children: ReactNode;
};

/** A button that shows an icon only; at least 28×28. */
export function IconButton({ name, hint, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={name}
      title={hint ?? name}
      className={`${style.iconButton} ${className ?? ''}`}
    >
      {children}
    </button>
  );
}
