import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { onTestFinished } from 'vitest';
import { parseCheck, parseLogin } from '#main/wire/webqq-callback.ts';
import { passwordV2 } from '#main/wire/webqq-password.ts';
import { type ChatServer, type ChatServerOptions, startChatServer } from '../serve.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'chat-server-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A chat server on a port of its own, which ends with the test. The sweep is fast and the hold short. */
export async function serve(options: Partial<ChatServerOptions> = {}): Promise<ChatServer> {
  const server = await startChatServer({
    dir: options.dir ?? freshDir(),
    port: 0,
    demo: true,
    log: quiet,
    ...options,
    pace: { hold: 5_000, sweepEvery: 20, ...options.pace },
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= server.close();
    return closing;
  };
  onTestFinished(close);
  return { ...server, close };
}

export interface Item {
  readonly poll_type: string;
  readonly value: Readonly<Record<string, unknown>> & { readonly content: unknown[] };
}
export interface PollBody {
  readonly retcode: number;
  readonly result?: Item[];
  readonly answer?: number;
}

/** A client that writes its requests as the reference shows them, and shares nothing with our engine. */
export class HistoricClient {
  readonly cookies = new Map<string, string>();
  readonly clientid = '41337219';
  psessionid = '';
  vfwebqq = '';
  features: string[] = [];
  private readonly base: string;
  readonly account: string;

  constructor(base: string, account: string | number) {
    this.base = base;
    this.account = String(account);
  }

  async get(path: string): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
    return this.exchange('GET', path, undefined);
  }

  /** Posts `r` as W2 clients do, percent-encoded, with the plain fields behind it. */
  async post(path: string, r: object): Promise<Record<string, unknown>> {
    const tail = path.includes('/channel/') ? `&clientid=${this.clientid}&psessionid=${this.psessionid || 'null'}` : '';
    const { text } = await this.exchange('POST', path, `r=${encodeURIComponent(JSON.stringify(r))}${tail}`);
    return JSON.parse(text);
  }

  /** A body as it is. */
  async raw(path: string, body: string, type?: string): Promise<{ status: number; text: string }> {
    return this.exchange('POST', path, body, type);
  }

  private async exchange(
    method: 'GET' | 'POST',
    path: string,
    body: string | undefined,
    type = 'application/x-www-form-urlencoded',
  ) {
    const cookie = Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie ? { cookie } : {}), ...(body === undefined ? {} : { 'content-type': type }) };
    const response = await request(this.base + path, { method, headers, ...(body === undefined ? {} : { body }) });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*);/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
    return { status: response.statusCode, text: await response.body.text(), headers: response.headers };
  }

  /** The password step; the answer of `login`. */
  async enter(password: string) {
    const first = await this.get(
      `/check?uin=${this.account}&appid=1003903&js_ver=10037&js_type=0&login_sig=&u1=x&r=0.4711`,
    );
    const check = parseCheck(first.text);
    if (!check) throw new Error(first.text);
    const p = passwordV2(password, check.account ?? '10000', check.ticket);
    const code = encodeURIComponent(check.ticket);
    const second = await this.get(
      `/login?u=${this.account}&p=${p}&verifycode=${code}&webqq_type=10&remember_uin=1&login2qq=1&aid=1003903&u1=x&h=1&ptredirect=0`,
    );
    const login = parseLogin(second.text);
    if (!login) throw new Error(second.text);
    return { check, login };
  }

  login2(status = 'online'): Promise<Record<string, unknown>> {
    const ptwebqq = this.cookies.get('ptwebqq') ?? null;
    return this.post('/channel/login2', {
      status,
      ptwebqq,
      passwd_sig: '',
      clientid: this.clientid,
      psessionid: this.psessionid || null,
    });
  }

  /** All steps of webqq.md 4 after each other. */
  async signIn(password = 'sample', status = 'online'): Promise<this> {
    const { login } = await this.enter(password);
    await this.get(new URL(login.url).pathname + new URL(login.url).search);
    this.psessionid = '';
    const { result } = (await this.login2(status)) as {
      result: { psessionid: string; vfwebqq: string; features: string[] };
    };
    this.psessionid = result.psessionid;
    this.vfwebqq = result.vfwebqq;
    this.features = result.features;
    return this;
  }

  /** libwebqq polls without cookies. */
  async poll(more: object = {}): Promise<PollBody> {
    const r = { clientid: this.clientid, psessionid: this.psessionid, key: 0, ids: [], ...more };
    const bare = new HistoricClient(this.base, this.account);
    bare.psessionid = this.psessionid;
    return (await bare.post('/channel/poll2', r)) as unknown as PollBody;
  }

  /** Polls until so many message items came; oldest first. */
  async receive(count: number): Promise<Item[]> {
    const items: Item[] = [];
    while (items.length < count) {
      const { retcode, result } = await this.poll();
      if (retcode !== 0) throw new Error(`poll ended with ${retcode} after ${items.length} of ${count}`);
      const messages = (result ?? []).filter(({ poll_type }) => poll_type.endsWith('message'));
      items.push(...messages.toReversed());
    }
    return items;
  }

  async friends(): Promise<{ uin: number; nick: string; account: number }[]> {
    const reply = await this.post('/api/get_user_friends2', { h: 'hello', vfwebqq: this.vfwebqq });
    return (reply.result as { info: { uin: number; nick: string; account: number }[] }).info;
  }

  async uinOf(account: number): Promise<number> {
    return (await this.friends()).find((friend) => friend.account === account)?.uin ?? 0;
  }

  async groups(): Promise<{ gid: number; code: number; name: string; account: number }[]> {
    const reply = await this.post('/api/get_group_name_list_mask2', { vfwebqq: this.vfwebqq });
    return (reply.result as { gnamelist: { gid: number; code: number; name: string; account: number }[] }).gnamelist;
  }

  private lastId = 65890000;
  send(to: number | string, text: string, more: object = {}): Promise<Record<string, unknown>> {
    this.lastId += 1;
    return this.post('/channel/send_buddy_msg2', {
      to,
      face: 525,
      content: content(text),
      msg_id: this.lastId,
      ...this.session,
      ...more,
    });
  }

  sendGroup(gid: number | string, text: string, more: object = {}): Promise<Record<string, unknown>> {
    this.lastId += 1;
    return this.post('/channel/send_qun_msg2', {
      group_uin: gid,
      content: content(text),
      msg_id: this.lastId,
      ...this.session,
      ...more,
    });
  }

  get session() {
    return { clientid: this.clientid, psessionid: this.psessionid };
  }
}

export function content(text: string): string {
  return JSON.stringify([
    text,
    ['face', 14],
    '\n',
    ['font', { name: '宋体', size: '10', style: [0, 0, 0], color: '000000' }],
  ]);
}

/** The first text of a delivered message. */
export const textOf = (item: Item | undefined): unknown => item?.value.content.find((part) => typeof part === 'string');
