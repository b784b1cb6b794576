import { Agent, type Dispatcher, interceptors } from 'undici';
import { AppError } from '#shared/errors.ts';
import { type Cookies, createCookies, passOn } from './cookies.ts';
import { networkFault, statusFault } from './faults.ts';

/** One request. */
export interface HttpRequest {
  readonly url: string;
  /** Added to the address, percent-encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** An `application/x-www-form-urlencoded` body; with it the request is a POST. */
  readonly form?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until the whole answer must be there. */
  readonly deadlineMs: number;
  /** Longest body in bytes; 8 MB unless said otherwise. */
  readonly maxBytes?: number;
  /** How many redirects to follow; none unless said otherwise. */
  readonly redirects?: number;
}

/** An answer with a status below 500. */
export interface HttpReply {
  readonly status: number;
  readonly bytes: Uint8Array;
  /** The body as UTF-8. */
  readonly text: string;
}

/** An HTTP client with its own connections and cookies. */
export interface Http {
  readonly cookies: Cookies;
  /**
   * Rejects with `offline`, `refused` or `tls` when no connection came about; `timeout`; `server-down` for a lost
   * connection and 5xx; `rate-limited` for 429; `bad-reply` for what is no HTTP; `too-large`; `cancelled`.
   * `detail.sent` is false when the service certainly never saw the request. Other statuses are answers.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply>;
  /** Ends all connections. */
  close(): Promise<void>;
}

const connectWithinMs = 10_000;
const usualMaxBytes = 8_000_000;

export function createHttp(options: { readonly userAgent: string }): Http {
  const cookies = createCookies();
  // Deadlines are ours, for each request; those of the library are coarse.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: connectWithinMs } });

  async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
    if (signal.aborted) throw new AppError('cancelled', { cause: signal.reason });
    const state = { sent: false };
    const deadline = AbortSignal.timeout(request.deadlineMs);
    const ends = AbortSignal.any([signal, deadline]);
    try {
      return await exchange(request, state, ends);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      if (signal.aborted) throw new AppError('cancelled', { detail: { sent: state.sent }, cause });
      if (deadline.aborted) throw new AppError('timeout', { detail: { sent: state.sent }, cause });
      throw networkFault(cause, state);
    }
  }

  async function exchange(request: HttpRequest, state: { sent: boolean }, signal: AbortSignal): Promise<HttpReply> {
    const watch: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (dispatched, handler) =>
      dispatch(dispatched, {
        ...passOn(handler),
        onRequestStart(controller, context) {
          state.sent = true;
          handler.onRequestStart?.(controller, context);
        },
      });
    const chain = [watch, cookies.interceptor, interceptors.redirect({ maxRedirections: request.redirects ?? 0 })];
    const { origin, pathname, search } = withQuery(request);
    const post = request.form !== undefined;
    const reply = await agent.compose(chain).request({
      origin,
      path: pathname + search,
      method: post ? 'POST' : 'GET',
      headers: {
        'user-agent': options.userAgent,
        ...(post ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...request.headers,
      },
      body: request.form ?? null,
      signal,
    });
    const fault = statusFault(reply.statusCode, [reply.headers['retry-after']].flat()[0]);
    if (fault) {
      reply.body.on('error', () => undefined).destroy();
      throw fault;
    }
    const bytes = await readBody(reply.body, request.maxBytes ?? usualMaxBytes);
    return { status: reply.statusCode, bytes, text: bytes.toString('utf8') };
  }

  return { cookies, send, close: () => agent.destroy() };
}

function withQuery({ url, query = {} }: HttpRequest): URL {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the body and with it the connection.
    if (size > maxBytes) throw new AppError('too-large', { detail: { sent: true, maxBytes } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
