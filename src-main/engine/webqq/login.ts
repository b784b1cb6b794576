import type { Http } from '#main/net/http.ts';
import { retrying } from '#main/net/retry.ts';
import { type CheckAnswer, parseCheck, parseLogin } from '#main/wire/webqq-callback.ts';
import { asRecord } from '#main/wire/webqq-json.ts';
import { parseSession, type Session } from '#main/wire/webqq-session.ts';
import { parseStatus, statusCode, type WireStatus } from '#main/wire/webqq-status.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { Presence } from '#shared/model.ts';
import type { Challenges } from './challenge.ts';
import { passwordProof } from './password-proof.ts';
import { retcodeError } from './retcodes.ts';
import type { Service } from './service.ts';

/** An open session and what belongs to it. */
export interface SignedIn extends Session {
  readonly clientid: string;
  /** The account's name as the sign-in told it; empty after a relink. */
  readonly nick: string;
}

/** What a sign-in is made with. */
export interface LoginDeps {
  readonly service: Service;
  readonly http: Http;
  readonly account: { readonly login: string; readonly password: string };
  readonly challenges: Challenges;
  /** Milliseconds before a busy service is asked again, for try 1, 2 …. */
  readonly pace: (attempt: number) => number;
  readonly random?: () => number;
}

const appid = '1003903';
const landing = 'http://web.qq.com/loginproxy.html?login2qq=1&webqq_type=10';

/** Codes of `login` that end the sign-in (webqq.md 4.4); 1, 5 and 7 are tried again first. */
const loginErrors: Readonly<Record<string, ErrorCode>> = {
  1: 'server-down',
  2: 'rejected',
  3: 'bad-credentials',
  4: 'challenge-needed',
  5: 'rejected',
  6: 'rejected',
  7: 'rejected',
  8: 'rate-limited',
  19: 'rejected',
  24: 'rejected',
  71: 'rejected',
  10005: 'not-supported',
  10006: 'not-supported',
};
const tooManyTriesMs = 300_000;

/** Codes of `login2` that mean the cookies are not good (any more) (webqq.md 4.5). */
const ticketCodes: readonly number[] = [103, 108, 100000, 100001, 100002];

/**
 * Signs in with the password: check, login, check_sig, login2 (webqq.md 4). Rejects with `bad-credentials`,
 * `challenge-needed` (a picture is demanded and nobody is there to read it), `rate-limited`, `rejected`, `not-supported` (QR code only),
 * `session-expired` when the service does not honour its own ticket, or a network error.
 */
export async function signIn(deps: LoginDeps, status: Presence, signal: AbortSignal): Promise<SignedIn> {
  const policy = { repeats: 2, pace: deps.pace, worth: isWorthAnotherTry };
  const nick = await retrying(policy, () => proveIdentity(deps, status, signal), signal);
  const clientid = drawClientId(deps.random ?? Math.random, Date.now());
  return { ...(await openSession(deps, { clientid, psessionid: null, status }, signal)), nick };
}

/** Opens the session again without a password (webqq.md 4.5). `session-expired` when a full sign-in is needed. */
export async function relink(
  deps: LoginDeps,
  session: SignedIn,
  status: Presence,
  signal: AbortSignal,
): Promise<SignedIn> {
  return { ...session, ...(await openSession(deps, { ...session, status, key: '' }, signal)) };
}

/** Leaves the session (webqq.md 6.4). */
export async function signOut({ service }: LoginDeps, session: SignedIn, signal: AbortSignal): Promise<void> {
  const { clientid, psessionid } = session;
  await service.reply(
    { role: 'd', path: '/channel/logout2', query: { ids: '', clientid, psessionid, t: String(Date.now()) } },
    signal,
  );
}

/** A client id of W2: 0..99, then the milliseconds modulo a million (webqq.md 2). */
export function drawClientId(random: () => number, now: number): string {
  return `${Math.floor(random() * 100)}${now % 1_000_000}`;
}

/** check, the picture where one is demanded, login and check_sig; fills the cookies and returns the nick. */
async function proveIdentity(deps: LoginDeps, status: Presence, signal: AbortSignal): Promise<string> {
  const { service, challenges, http } = deps;
  const { login, password } = deps.account;
  if (!/^\d{1,20}$/.test(login)) throw new AppError('bad-credentials', { detail: { reason: 'no-number' } });
  let check = await askCheck(deps, signal);
  // A person may misread as many pictures as the service allows.
  for (let wrong = false; ; wrong = true) {
    const { ticket } = check;
    const shown = check.code === '1';
    const code = shown ? await challenges.ask({ aid: appid, uin: login, ticket, wrong }, signal) : ticket;
    // Scheme v3 repeats the session of the picture as a field (webqq.md 4.4).
    const session = shown ? http.cookies.get(service.addresses.captcha, 'verifysession') : check.session;
    const proof = passwordProof(password, {
      ...check,
      code,
      ...(check.session === undefined ? {} : { session: session ?? '' }),
    });
    const fields = loginFields(login, proof, status);
    const answer = parseLogin(await service.text({ role: 'ptlogin', path: '/login', query: fields }, signal));
    if (!answer) throw new AppError('bad-reply', { detail: { call: 'login' } });
    if (answer.code === '0') {
      await followTicket(service, answer.url, signal);
      return answer.nick;
    }
    if (!shown || answer.code !== '4') throw loginError(answer);
    // Sub-code 2: what `check` answered is too old as well (webqq.md 4.4).
    if (answer.subCode === '2') check = await askCheck(deps, signal);
  }
}

/** Whether a picture is demanded (webqq.md 4.2). */
async function askCheck({ service, account: { login } }: LoginDeps, signal: AbortSignal): Promise<CheckAnswer> {
  const query = {
    uin: login,
    appid,
    js_ver: '10037',
    js_type: '0',
    login_sig: '',
    // Asks for scheme v3; services that know none answer as ever.
    pt_tea: '1',
    u1: landing,
    r: String(Math.random()),
  };
  const check = parseCheck(await service.text({ role: 'check', path: '/check', query }, signal));
  if (!check) throw new AppError('bad-reply', { detail: { call: 'check' } });
  if (check.code !== '0' && check.code !== '1') {
    throw new AppError('server-down', { detail: { call: 'check', code: check.code } });
  }
  // 10000 says that the service knows no such account (webqq.md 4.2).
  if (check.account === '10000' && login !== '10000') {
    throw new AppError('bad-credentials', { detail: { call: 'check', reason: 'no-account' } });
  }
  return check;
}

function loginFields(u: string, proof: Readonly<Record<string, string>>, status: Presence): Record<string, string> {
  return {
    u,
    ...proof,
    webqq_type: String(statusCode(wireStatus(status))),
    remember_uin: '1',
    login2qq: '1',
    aid: appid,
    u1: landing,
    h: '1',
    ptredirect: '0',
    ptlang: '2052',
    daid: '164',
    from_ui: '1',
    pttype: '1',
    dumy: '',
    fp: 'loginerroralert',
    action: '2-11-7438',
    mibao_css: 'm_webqq',
    t: '1',
    g: '1',
    js_type: '0',
    js_ver: '10037',
    login_sig: '',
  };
}

function loginError({ code, url }: { readonly code: string; readonly url: string }): AppError {
  const detail = { call: 'login', code };
  if (/^https?:\/\/aq\.qq\.com(\/|$)/.test(url))
    return new AppError('rejected', { detail: { ...detail, reason: 'frozen' } });
  const error = loginErrors[code] ?? 'rejected';
  if (error === 'rate-limited') return new AppError(error, { detail, retryAfterMs: tooManyTriesMs });
  return new AppError(error, { detail });
}

/** 1 asks to wait a moment, 4 (the silent code grew old), 5 and 7 to start over (webqq.md 4.4). */
function isWorthAnotherTry({ detail }: AppError): boolean {
  return detail?.call === 'login' && ['1', '4', '5', '7'].includes(String(detail.code));
}

/** Fetches the `check_sig` address for its cookies. Only its path is used: services name hosts that are not theirs. */
async function followTicket(service: Service, url: string, signal: AbortSignal): Promise<void> {
  if (!URL.canParse(url, service.addresses.checkSig)) return;
  const { pathname, searchParams } = new URL(url, service.addresses.checkSig);
  if (!pathname.endsWith('/check_sig')) return;
  await service.fetch({ role: 'checkSig', path: pathname, query: Object.fromEntries(searchParams) }, signal);
}

interface Opening {
  readonly clientid: string;
  readonly psessionid: string | null;
  readonly status: Presence;
  /** Present in a relink. */
  readonly key?: '';
}

/** `login2` (webqq.md 4.5). */
async function openSession(
  { service, http }: LoginDeps,
  { status, key, ...former }: Opening,
  signal: AbortSignal,
): Promise<Omit<SignedIn, 'nick'>> {
  const { clientid, psessionid } = former;
  const ptwebqq = http.cookies.get(service.addresses.d, 'ptwebqq') ?? '';
  const ticket = { status: wireStatus(status), ptwebqq, passwd_sig: '', clientid, psessionid };
  const reply = await service.reply(
    {
      role: 'd',
      path: '/channel/login2',
      r: key === undefined ? ticket : { ...ticket, key },
      fields: { clientid, psessionid: psessionid ?? 'null' },
    },
    signal,
  );
  if (reply.retcode !== 0) {
    throw retcodeError('login2', reply.retcode, ticketCodes.includes(reply.retcode) ? 'session-expired' : undefined);
  }
  // A relink may leave out what did not change.
  const session = parseSession({ ...former, ...asRecord(reply.result) });
  if (session) return { ...session, clientid };
  throw new AppError('bad-reply', { detail: { call: 'login2', reason: 'no-session' } });
}

/** The word for a status that a person can choose; anything else signs in as online. */
export function wireStatus(status: Presence): WireStatus {
  return parseStatus(status) ?? 'online';
}
