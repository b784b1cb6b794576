import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { formatCheck, formatLogin } from '#main/wire/webqq-callback.ts';
import { asId } from '#main/wire/webqq-json.ts';
import type { Person } from '../house-types.ts';
import { isSchemeV2, provesPassword } from './password.ts';
import { type Call, type Door, type DoorContext, readCall, setCookie } from './request.ts';
import type { Ticket } from './tickets.ts';

/** The texts of `ptuiCB`, as people of the service know them. */
const words = {
  welcome: '登录成功！',
  wrongPassword: '您输入的帐号或密码不正确，请重新输入。',
  wrongCode: '您输入的验证码不正确，请重新输入。',
  tooMany: '您的操作过于频繁，请稍后再试。',
};

const script = (context: DoorContext, text: string) =>
  context.body(text, 200, { 'Content-Type': 'text/javascript; charset=utf-8' });

const page = (body: string) => `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`;

/** The sign-in pages and the password check of webqq.md 4.1 to 4.4. */
export function addSignIn(app: Hono<{ Bindings: HttpBindings }>, door: Door): void {
  for (const path of ['/', '/proxy.html', '/cfproxy.html', '/loginproxy.html']) {
    app.get(path, (context) =>
      context.html(page(path === '/' ? '这里运行着 WebQQ 聊天服务器。 A WebQQ chat server runs here.' : '')),
    );
  }
  app.get('/cgi-bin/ver', (context) => script(context, 'ptuiV(201205211530);'));
  app.get('/cgi-bin/login', (context) => {
    const signature = randomBytes(32).toString('hex');
    setCookie(context, 'pt_login_sig', signature, 'qq.com');
    return context.html(page(`<script>var g_login_sig=encodeURIComponent("${signature}");</script>`));
  });
  app.get('/check', async (context) => check(door, await readCall(context)));
  app.get('/getimage', async (context) => getImage(door, await readCall(context)));
  app.get('/login', async (context) => login(door, await readCall(context)));
  app.get('/check_sig', async (context) => checkSignature(door, await readCall(context)));
}

/** The account of a request, if there is a person who can sign in with it. */
function accountOf(door: Door, field: string): Person | undefined {
  const person = door.house.person(Number(asId(field)));
  return person?.robot ? undefined : person;
}

function check(door: Door, call: Call): Response {
  const person = accountOf(door, call.text('uin'));
  // 10000 says that there is no such account (webqq.md 4.2).
  const account = person ? String(person.number) : '10000';
  const session = randomBytes(28).toString('hex');
  // Old clients split at quotes and must get three arguments, so the long form is for those who ask for it.
  const long = (value: string) => (['', '0'].includes(call.text('pt_tea')) ? {} : { session: value });
  if (person && door.tickets.demandsPicture(person.number)) {
    const ticket = randomBytes(28).toString('hex');
    return script(call.context, formatCheck({ code: '1', ticket, account, ...long('') }));
  }
  setCookie(call.context, 'ptvfsession', session, 'qq.com');
  const ticket = door.tickets.issueCode(account, session);
  return script(call.context, formatCheck({ code: '0', ticket, account, ...long(session) }));
}

/**
 * A picture for the account (webqq.md 4.3), whatever its ticket: clients name it `cap_cd` or `vc_type`, and some not at
 * all. Numbers without a person get a picture too, which answers nothing, so that it tells nobody who lives here.
 */
function getImage(door: Door, call: Call): Response {
  const person = accountOf(door, call.text('uin'));
  const { picture, session } = door.pictures.issue(person?.number ?? 0, call.cookie('verifysession'));
  setCookie(call.context, 'verifysession', session, 'qq.com');
  return call.context.body(Uint8Array.from(picture), 200, { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' });
}

function login(door: Door, call: Call): Response {
  const { context } = call;
  const address = context.env.incoming.socket.remoteAddress ?? '';
  const person = accountOf(door, call.text('u'));
  const account = person ? String(person.number) : '10000';
  const refuse = (code: string, subCode: string, text: string) =>
    script(context, formatLogin({ code, subCode, url: '', text, nick: asId(call.text('u')) }));

  if (door.tickets.isBlocked(person?.number, address)) return refuse('8', '0', words.tooMany);
  const code = call.text('verifycode');
  const p = call.text('p');
  const session = door.tickets.takeCode(account, code);
  // Clients of v2 do not repeat the session of their code, and not all keep its cookie.
  const fresh = isSchemeV2(p)
    ? session !== undefined
    : session === (call.text('pt_verifysession_v1') || call.cookie('ptvfsession'));
  const key = person && door.house.passwordKey(person.number);
  if (person) {
    const picture = call.text('pt_verifysession_v1') || call.cookie('verifysession');
    const seen = door.pictures.take(picture, { account: person.number, code });
    const silent = fresh && !door.tickets.demandsPicture(person.number);
    // Silent codes begin with `!`; who comes with one that is no good has to ask `check` anew.
    if (!seen && !silent) return refuse('4', /^(!|$)/.test(code) ? '2' : '0', words.wrongCode);
  }
  if (!person || !key || !provesPassword({ p, account, code }, key)) {
    door.tickets.countWrong(person?.number, address);
    door.log.info('server.sign-in-refused', { account: person?.number ?? 0 });
    return refuse('3', '0', words.wrongPassword);
  }
  const ticket = door.tickets.issue(person.number);
  setTicketCookies(context, ticket);
  setCookie(context, 'ptcz', randomBytes(32).toString('hex'), 'qq.com');
  setCookie(context, 'ptisp', 'os', 'qq.com');
  setCookie(context, 'ptuserinfo', Buffer.from(person.nick).toString('hex'), 'qq.com');
  return script(
    context,
    formatLogin({
      code: '0',
      subCode: '0',
      url: signatureUrl(context, ticket),
      text: words.welcome,
      nick: person.nick,
    }),
  );
}

const cookieUin = (person: number) => `o${String(person).padStart(10, '0')}`;

function setTicketCookies(context: DoorContext, ticket: Ticket): void {
  setCookie(context, 'uin', cookieUin(ticket.person), 'qq.com');
  setCookie(context, 'skey', ticket.skey, 'qq.com');
  setCookie(context, 'ptwebqq', ticket.ptwebqq, 'qq.com');
  setCookie(context, 'pt2gguin', cookieUin(ticket.person), 'qq.com');
}

function signatureUrl(context: DoorContext, ticket: Ticket): string {
  const here = new URL(context.req.url);
  const host = here.hostname.endsWith('.qq.com') ? 'ptlogin4.web2.qq.com' : here.host;
  const back = encodeURIComponent('/loginproxy.html?login2qq=1&webqq_type=10');
  const fields = `pttype=1&uin=${ticket.person}&service=login&nodirect=0&ptsigx=${ticket.signature}&s_url=${back}`;
  return `${here.protocol}//${host}/check_sig?${fields}`;
}

/** A 302 with the cookies of the session hosts (webqq.md 4.4). It leads to our own page, whatever `s_url` says. */
function checkSignature(door: Door, call: Call): Response {
  const { context } = call;
  const ticket = door.tickets.bySignature(call.text('ptsigx'));
  if (ticket && call.text('uin') === String(ticket.person)) {
    setTicketCookies(context, ticket);
    setCookie(context, 'p_uin', cookieUin(ticket.person), 'web2.qq.com');
    setCookie(context, 'p_skey', randomBytes(22).toString('base64url'), 'web2.qq.com');
    setCookie(context, 'pt4_token', randomBytes(22).toString('base64url'), 'web2.qq.com');
  }
  return context.redirect('/loginproxy.html?login2qq=1&webqq_type=10', 302);
}
