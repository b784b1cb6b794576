import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { readRequest } from '#main/wire/webqq-form.ts';
import { asRecord, asText, type JsonRecord } from '#main/wire/webqq-json.ts';
import type { Log } from '#shared/log.ts';
import type { House } from '../house.ts';
import type { Lobby } from '../lobby.ts';
import type { Signals } from '../signals.ts';
import type { PictureCodes } from './picture-codes.ts';
import type { Sessions } from './sessions.ts';
import type { Tickets } from './tickets.ts';

/** What the door works with. */
export interface Door {
  readonly house: House;
  readonly lobby: Lobby;
  readonly signals: Signals;
  readonly sessions: Sessions;
  readonly tickets: Tickets;
  readonly pictures: PictureCodes;
  readonly log: Log;
}

export type DoorContext = Context<{ Bindings: HttpBindings }>;

/** The fields of a call, wherever its client put them. */
export interface Call {
  readonly context: DoorContext;
  readonly r: JsonRecord;
  /** A field of `r`, else of the form, else of the query; empty when there is none. */
  text(name: string): string;
  value(name: string): unknown;
  cookie(name: string): string;
}

/** Reads a request; the body is bounded by the caller. */
export async function readCall(context: DoorContext): Promise<Call> {
  const { url, method } = context.req;
  const at = url.indexOf('?');
  const body = method === 'GET' || method === 'HEAD' ? '' : await context.req.text();
  const { r, fields } = readRequest(at < 0 ? '' : url.slice(at + 1), body);
  const envelope = asRecord(r);
  const value = (name: string): unknown => {
    const inner = Object.hasOwn(envelope, name) ? envelope[name] : undefined;
    return inner ?? (Object.hasOwn(fields, name) ? fields[name] : undefined);
  };
  const cookies = readCookies(context.req.header('cookie') ?? '');
  return {
    context,
    r: envelope,
    value,
    text: (name) => asText(value(name)),
    cookie: (name) => cookies.get(name) ?? '',
  };
}

/** Old clients join cookies without a blank, and some repeat one; the last counts. */
function readCookies(header: string): Map<string, string> {
  return new Map(
    header.split(';').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );
}

/** A cookie in the form that tolerant and intolerant parsers read (webqq.md 1.5). */
export function setCookie(context: DoorContext, name: string, value: string, domain: 'qq.com' | 'web2.qq.com'): void {
  const host = new URL(context.req.url).hostname;
  // Outside of qq.com the cookies belong to the host alone.
  const scope = host.endsWith('.qq.com') ? ` DOMAIN=${domain};` : '';
  context.header('Set-Cookie', `${name}=${value}; PATH=/;${scope}`, { append: true });
}

/** A protocol answer: `retcode` is always a JSON number (webqq.md 13, rule 11). */
export interface Answer {
  readonly retcode: number;
  readonly [field: string]: unknown;
}

export const ok = (result: unknown): Answer => ({ retcode: 0, result });
/**
 * A refusal. 50 wrong list hash, 100000 no ticket, 100001 bad target, 100006 bad parameter, 103 no session, 1202 too
 * often (webqq.md 7.1, 8.7, 9.1).
 */
export const no = (retcode: number): Answer => ({ retcode, errmsg: '' });

/** JSON that is ready to be sent; with `Content-Length`, because old clients cope badly without. */
export function sendJson(context: DoorContext, json: string): Response {
  return context.body(json, 200, { 'Content-Type': 'application/json; charset=utf-8' });
}
