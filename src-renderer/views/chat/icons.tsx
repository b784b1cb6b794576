import type { ReactNode } from 'react';

/** A line drawing on a 24-unit grid that takes the colour of the text around it. */
function Drawing({ children, size = 18 }: { readonly children: ReactNode; readonly size?: number }) {
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
      {children}
    </svg>
  );
}

export const FacesIcon = () => (
  <Drawing size={20}>
    <circle cx="12" cy="12" r="9" />
    <path d="M8.5 14.5a4.2 4.2 0 0 0 7 0M9 9.5v.01M15 9.5v.01" />
  </Drawing>
);
export const NudgeIcon = () => (
  <Drawing size={20}>
    <rect x="7" y="6" width="10" height="12" rx="2" />
    <path d="M3.5 9.5 2 11.5l1.5 1.5L2 15M20.5 9.5l1.5 2-1.5 1.5 1.5 2" />
  </Drawing>
);
export const MembersIcon = () => (
  <Drawing>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 19.5c.6-3.4 3-5.5 6.5-5.5s5.9 2.1 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c1.9.8 3.1 2.5 3.5 4.9" />
  </Drawing>
);
export const DownIcon = () => (
  <Drawing>
    <path d="M12 5v13M6.5 12.5 12 18l5.5-5.5" />
  </Drawing>
);
export const ClockIcon = () => (
  <Drawing size={13}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3 2" />
  </Drawing>
);
export const TickIcon = () => (
  <Drawing size={13}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Drawing>
);
export const AlertIcon = () => (
  <Drawing size={14}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v6M12 16.5v.01" />
  </Drawing>
);
export const MegaphoneIcon = () => (
  <Drawing size={15}>
    <path d="M4 10v4h3l8 4.5v-13L7 10H4ZM18.5 9a4 4 0 0 1 0 6" />
  </Drawing>
);
