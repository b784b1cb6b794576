import { AppError, type ErrorCode } from '#shared/errors.ts';

/** What was known of a request when it failed. */
interface RequestState {
  /** Whether writing it had begun; if not, the service certainly never saw it. */
  readonly sent: boolean;
}

const byCode: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'offline',
  EAI_AGAIN: 'offline',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTUNREACH: 'offline',
  EHOSTDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  EPROTO: 'tls',
  UND_ERR_CONNECT_TIMEOUT: 'offline',
};

/** Turns a failure of the network into an AppError; `detail.sent` tells whether the service may have seen the request. */
export function networkFault(cause: unknown, { sent }: RequestState): AppError {
  const reason = systemCode(cause) || (cause instanceof Error ? cause.name : '');
  return new AppError(faultCode(reason, sent), { detail: { sent, ...(reason ? { reason } : {}) }, cause });
}

function faultCode(reason: string, sent: boolean): ErrorCode {
  const known = byCode[reason];
  if (known && !sent) return known;
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(reason)) return 'tls';
  if (reason === 'HTTPParserError' || reason.startsWith('HPE_')) return 'bad-reply';
  // A connection that ends before anything was written is as good as refused: nothing was delivered.
  return sent ? 'server-down' : 'refused';
}

function systemCode(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  const { code } = cause as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : systemCode(cause.cause);
}

/** Turns an HTTP status that is no answer of the service into an AppError; `undefined` for all others. */
export function statusFault(status: number, retryAfter: string | undefined): AppError | undefined {
  const detail = { sent: true, status };
  if (status === 429) {
    const seconds = Number(retryAfter);
    const told = retryAfter && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
    return new AppError('rate-limited', { detail, ...told });
  }
  return status >= 500 ? new AppError('server-down', { detail }) : undefined;
}
