import type { ReactNode } from 'react';

/** Makes a line drawing on a 24-unit grid that takes the colour of the text around it. `usual` is its size in pixels. */
export function icon(shape: ReactNode, usual = 18) {
  return function Icon({ size = usual }: { readonly size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {shape}
      </svg>
    );
  };
}

export const ChevronDown = icon(<path d="m6 9 6 6 6-6" />);
export const ChevronRight = icon(<path d="m9 6 6 6-6 6" />);
export const Cross = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const Check = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const Search = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="m15 15 5 5" />
  </>,
);
export const Gear = icon(
  <>
    <circle cx="12" cy="12" r="3" />
    <path d="M12 3.5v2.6M12 17.9v2.6M20.5 12h-2.6M6.1 12H3.5M18 6l-1.8 1.8M7.8 16.2 6 18M18 18l-1.8-1.8M7.8 7.8 6 6" />
    <circle cx="12" cy="12" r="6" />
  </>,
);
export const Renew = icon(<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9M19.5 4v5h-5" />);
export const Eye = icon(
  <>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
    <circle cx="12" cy="12" r="3" />
  </>,
);
export const EyeOff = icon(
  <>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
    <path d="m4 4 16 16" />
  </>,
);
export const Warning = icon(<path d="M12 4 2.5 20h19L12 4ZM12 10v4.5M12 17.5v.01" />);
export const Info = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.5v.01" />
  </>,
);
export const BellOff = icon(<path d="M6.5 17V11a5.5 5.5 0 0 1 9-4.2M17.5 11v6H5M10 20h4M4 4l16 16" />);
export const Blocked = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m6.2 6.2 11.6 11.6" />
  </>,
);
