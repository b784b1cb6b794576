import { icon } from '../common/icons.tsx';

export const FacesIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M8.5 14.5a4.2 4.2 0 0 0 7 0M9 9.5v.01M15 9.5v.01" />
  </>,
  20,
);
export const NudgeIcon = icon(
  <>
    <rect x="7" y="6" width="10" height="12" rx="2" />
    <path d="M3.5 9.5 2 11.5l1.5 1.5L2 15M20.5 9.5l1.5 2-1.5 1.5 1.5 2" />
  </>,
  20,
);
export const MembersIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 19.5c.6-3.4 3-5.5 6.5-5.5s5.9 2.1 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c1.9.8 3.1 2.5 3.5 4.9" />
  </>,
);
export const DownIcon = icon(<path d="M12 5v13M6.5 12.5 12 18l5.5-5.5" />);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3 2" />
  </>,
  13,
);
export const TickIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />, 13);
export const AlertIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v6M12 16.5v.01" />
  </>,
  14,
);
export const MegaphoneIcon = icon(<path d="M4 10v4h3l8 4.5v-13L7 10H4ZM18.5 9a4 4 0 0 1 0 6" />, 15);
