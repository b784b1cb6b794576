import { CookieJar } from 'tough-cookie';
import type { Dispatcher } from 'undici';

/** The cookies of one account. They are secrets: whoever has them is signed in. */
export interface Cookies {
  /** The value of a cookie that would be sent to `url`; `undefined` when there is none. */
  get(url: string, name: string): string | undefined;
  /** Sets a session cookie for the host of `url`. */
  set(url: string, name: string, value: string): void;
  /** All cookies as JSON text. */
  save(): string;
  /** Takes back what {@link save} gave; anything else is ignored. */
  load(saved: string): void;
  /** Adds cookies to each request and keeps those of each answer, also of answers that redirect. */
  readonly interceptor: Dispatcher.DispatcherComposeInterceptor;
}

export function createCookies(): Cookies {
  let jar = new CookieJar();
  return {
    get: (url, name) => jar.getCookiesSync(url).find((cookie) => cookie.key === name)?.value,
    set(url, name, value) {
      jar.setCookieSync(`${name}=${value}; Path=/`, url, { ignoreError: true });
    },
    save: () => JSON.stringify(jar.serializeSync()),
    load(saved) {
      try {
        jar = CookieJar.deserializeSync(saved);
      } catch {
        // Cookies of another version are worth no more than none: the service sets new ones.
      }
    },
    interceptor: (dispatch) => (options, handler) => {
      const url = new URL(options.path, String(options.origin)).href;
      const cookie = jar.getCookieStringSync(url);
      const headers = cookie === '' ? options.headers : { ...headerFields(options.headers), cookie };
      return dispatch(
        { ...options, headers: headers ?? {} },
        {
          ...passOn(handler),
          onResponseStart(controller, status, answered, message) {
            const lines = answered['set-cookie'] ?? [];
            for (const line of typeof lines === 'string' ? [lines] : lines) {
              // A cookie for a foreign domain is the service's mistake, not a reason to fail.
              jar.setCookieSync(line, url, { ignoreError: true });
            }
            handler.onResponseStart?.(controller, status, answered, message);
          },
        },
      );
    },
  };
}

/** A handler that only passes on what happens, to be partly replaced by interceptors. */
export function passOn(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, status, headers, socket) =>
      handler.onRequestUpgrade?.(controller, status, headers, socket),
    onResponseStart: (controller, status, headers, message) =>
      handler.onResponseStart?.(controller, status, headers, message),
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  };
}

// Redirects hand headers on as a flat list, callers as an object.
function headerFields(headers: Dispatcher.DispatchOptions['headers']): Record<string, string> {
  if (!headers) return {};
  if (Array.isArray(headers)) {
    const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? '']] : []));
    return Object.fromEntries(pairs);
  }
  const entries = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
