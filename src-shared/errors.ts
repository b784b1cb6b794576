import * as z from 'zod/mini';

/** The closed list of error codes; the interface has one sentence for each, in each language. */
export const errorCodes = [
  // the network
  'offline',
  'timeout',
  'refused',
  'tls',
  // the server
  'server-down',
  'rate-limited',
  'bad-reply',
  'rejected',
  // the account
  'bad-credentials',
  'challenge-needed',
  'session-expired',
  'kicked',
  // the request
  'bad-request',
  'not-supported',
  'not-found',
  'too-large',
  'not-allowed',
  // this computer
  'storage',
  'disk-full',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Whether trying again can help: never, after a pause, or after a new sign-in. */
export type RetryAdvice = 'never' | 'later' | 'after-sign-in';

/** An error as it crosses the bus. `detail` is for logs and the *Details* button; it never holds secrets or message text. */
export const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  retry: z.enum(['never', 'later', 'after-sign-in']),
  retryAfterMs: z.exactOptional(z.number()),
  detail: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});
export type WireError = z.infer<typeof wireErrorSchema>;

const defaultAdvice: Partial<Record<ErrorCode, RetryAdvice>> = {
  offline: 'later',
  timeout: 'later',
  refused: 'later',
  'server-down': 'later',
  'rate-limited': 'later',
  'bad-reply': 'later',
  'session-expired': 'after-sign-in',
};

/** What may be said about an error besides its code. */
export interface AppErrorOptions {
  readonly retry?: RetryAdvice;
  /** Milliseconds to wait before another try, when the server said so. */
  readonly retryAfterMs?: number;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  readonly cause?: unknown;
}

/** An expected failure, made at the edge that saw the fact and never re-made above it. `internal` means a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retry: RetryAdvice;
  readonly retryAfterMs: number | undefined;
  readonly detail: AppErrorOptions['detail'];

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retry = options.retry ?? defaultAdvice[code] ?? 'never';
    this.retryAfterMs = options.retryAfterMs;
    this.detail = options.detail;
  }

  /** The error itself if it is one of ours; an aborted wait becomes `cancelled`; anything else `internal`. */
  static from(cause: unknown): AppError {
    if (cause instanceof AppError) return cause;
    if (cause instanceof Error && cause.name === 'AbortError') return new AppError('cancelled', { cause });
    return new AppError('internal', { cause });
  }

  /** The form that crosses the bus. The cause stays behind. */
  toWire(): WireError {
    return {
      code: this.code,
      retry: this.retry,
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    };
  }

  static fromWire(wire: WireError): AppError {
    return new AppError(wire.code, wire);
  }
}

/** Closes a switch over a union: compiles only when every member was handled. */
export function assertNever(value: never): never {
  throw new AppError('internal', { detail: { unhandled: String(value) } });
}
