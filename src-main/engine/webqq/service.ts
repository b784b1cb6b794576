import type { Http, HttpReply } from '#main/net/http.ts';
import { writeRequest } from '#main/wire/webqq-form.ts';
import { type JsonRecord, parseReply, type Reply } from '#main/wire/webqq-json.ts';
import { AppError } from '#shared/errors.ts';
import { type Addresses, type Role, referer } from './addresses.ts';

/** A call of the service. */
export interface Call {
  readonly role: Role;
  /** Begins with a slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The envelope; with it the call is a POST (webqq.md 1.2). */
  readonly r?: JsonRecord;
  /** Plain fields behind the envelope. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly deadlineMs?: number;
  readonly maxBytes?: number;
  readonly redirects?: number;
}

/** The service as this engine calls it. */
export interface Service {
  readonly addresses: Addresses;
  /** The raw answer, whatever its status below 500. */
  fetch(call: Call, signal: AbortSignal): Promise<HttpReply>;
  /** The text of an answer with status 200; `bad-reply` for other statuses. */
  text(call: Call, signal: AbortSignal): Promise<string>;
  /** An answer with a retcode; `bad-reply` for anything else. The retcode is the caller's to judge. */
  reply(call: Call, signal: AbortSignal): Promise<Reply>;
}

const usualDeadlineMs = 20_000;

export function createService(http: Http, addresses: Addresses): Service {
  const fetch: Service['fetch'] = (call, signal) =>
    http.send(
      {
        url: addresses[call.role] + call.path,
        headers: { referer: referer(call.role, addresses) },
        deadlineMs: call.deadlineMs ?? usualDeadlineMs,
        ...(call.query ? { query: call.query } : {}),
        ...(call.r ? { form: writeRequest(call.r, call.fields) } : {}),
        ...(call.maxBytes === undefined ? {} : { maxBytes: call.maxBytes }),
        ...(call.redirects === undefined ? {} : { redirects: call.redirects }),
      },
      signal,
    );
  const text: Service['text'] = async (call, signal) => {
    const answer = await fetch(call, signal);
    if (answer.status !== 200) throw badReply(call, { status: answer.status });
    return answer.text;
  };
  return {
    addresses,
    fetch,
    text,
    async reply(call, signal) {
      const reply = parseReply(await text(call, signal));
      if (!reply) throw badReply(call, { status: 200 });
      return reply;
    },
  };
}

function badReply({ path }: Call, { status }: { readonly status: number }): AppError {
  return new AppError('bad-reply', { detail: { call: path, status, sent: true } });
}

/** The cache-breaker `t` (webqq.md 1.2). */
export const cacheBreaker = (): string => String(Date.now());
