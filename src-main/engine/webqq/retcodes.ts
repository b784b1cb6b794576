import type { Reply } from '#main/wire/webqq-json.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';

/** Retcodes that mean the same in every call of an open session (webqq.md 4.5, 8.7). */
const meanings: Readonly<Record<number, ErrorCode>> = {
  6: 'server-down',
  100: 'session-expired',
  102: 'server-down',
  103: 'session-expired',
  106: 'rejected',
  108: 'session-expired',
  109: 'server-down',
  110: 'server-down',
  111: 'rejected',
  112: 'server-down',
  113: 'rate-limited',
  115: 'rate-limited',
  121: 'session-expired',
  122: 'session-expired',
  100000: 'session-expired',
  100001: 'session-expired',
  100002: 'session-expired',
};

/** The error that a retcode stands for; `rejected` for one that nobody explained. */
export function retcodeError(
  call: string,
  retcode: number,
  code: ErrorCode = meanings[retcode] ?? 'rejected',
): AppError {
  return new AppError(code, { detail: { call, retcode, sent: true } });
}

/** The `result` of a reply with retcode 0; throws for every other. */
export function expectOk(call: string, reply: Reply): unknown {
  if (reply.retcode !== 0) throw retcodeError(call, reply.retcode);
  return reply.result;
}
