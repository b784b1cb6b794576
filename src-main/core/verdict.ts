import type { AppError, ErrorCode } from '#shared/errors.ts';

/**
 * What a failed send says about the message. `not-delivered`: certainly not, and trying again is right. `perhaps`: the
 * request was written and no answer can be trusted. `no`: the service or its engine refused it.
 */
export type Verdict = 'not-delivered' | 'perhaps' | 'no';

const notDelivered: readonly ErrorCode[] = ['offline', 'refused', 'tls', 'rate-limited', 'session-expired'];
const perhaps: readonly ErrorCode[] = ['timeout', 'server-down', 'bad-reply', 'cancelled', 'internal'];

export function verdict({ code, detail }: AppError): Verdict {
  // Engines say so when not even the first byte was written.
  if (detail?.sent === false && perhaps.includes(code)) return 'not-delivered';
  if (notDelivered.includes(code)) return 'not-delivered';
  return perhaps.includes(code) ? 'perhaps' : 'no';
}
