import { parseSalt, saltEscapes } from './webqq-salt.ts';

/** The arguments of `name('a', 'b', …)`, as written between the quotes; `undefined` when the text is no such call. */
function parseCall(text: string, name: string): string[] | undefined {
  const start = new RegExp(`${name}\\s*\\(`).exec(text);
  if (!start) return undefined;
  const list = /^\s*(?:'(?:[^'\\]|\\.)*'\s*,?\s*)*/.exec(text.slice(start.index + start[0].length));
  return Array.from((list?.[0] ?? '').matchAll(/'((?:[^'\\]|\\.)*)'/g), (match) => match[1] ?? '');
}

const withoutEscapes = (text: string): string =>
  text.replace(/\\(?:x([0-9a-f]{2})|(.))/gi, (_all, code: string | undefined, character: string | undefined) =>
    code === undefined ? (character ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );

// Old clients split the answer at quotes and commas (webqq.md 4.4), so neither may stand inside a text.
const quotable = (text: string): string =>
  text
    .replaceAll("'", '’')
    .replaceAll(',', '，')
    .replace(/[\\\r\n]/g, ' ');

/** The answer of `check` (webqq.md 4.2). */
export interface CheckAnswer {
  /** `0`: `ticket` is the code to use. `1`: a picture is demanded and `ticket` is its `cap_cd`. Others: failure. */
  readonly code: string;
  readonly ticket: string;
  /** The account number inside the salt; `10000` when the service knows no such account. None in the oldest answers. */
  readonly account: string | undefined;
  /** `ptvfsession`, only in answers to requests with `pt_tea`: the service takes scheme v3. Empty beside a picture. */
  readonly session?: string;
  /** What `pt_randsalt` repeats; `0` unless said. */
  readonly randomSalt?: string;
}

/** Reads `ptui_checkVC(...)`; `undefined` when it is something else. */
export function parseCheck(text: string): CheckAnswer | undefined {
  const [code, ticket, salt, session, randomSalt] = parseCall(text, 'ptui_checkVC') ?? [];
  if (code === undefined || ticket === undefined) return undefined;
  const account = parseSalt(salt ?? '');
  return {
    code,
    ticket: withoutEscapes(ticket),
    account,
    ...(session === undefined ? {} : { session: withoutEscapes(session) }),
    ...(randomSalt ? { randomSalt: withoutEscapes(randomSalt) } : {}),
  };
}

/** Writes `ptui_checkVC(...)` with exactly three arguments unless there is a `session` (webqq.md 4.2). */
export function formatCheck({ code, ticket, account, session, randomSalt = '0' }: CheckAnswer): string {
  const tail = session === undefined ? '' : `,'${quotable(session)}','${quotable(randomSalt)}'`;
  return `ptui_checkVC('${code}','${quotable(ticket)}','${saltEscapes(account ?? '10000')}'${tail});`;
}

/** The answer of `login` (webqq.md 4.4). */
export interface LoginAnswer {
  /** `0` success, `3` wrong password, `4` wrong picture code, `8` too many attempts … */
  readonly code: string;
  readonly subCode: string;
  /** What to fetch next; empty when nothing. */
  readonly url: string;
  /** For the person. */
  readonly text: string;
  readonly nick: string;
}

/** Reads `ptuiCB(...)`; `undefined` when it is something else. */
export function parseLogin(text: string): LoginAnswer | undefined {
  const [code, subCode = '', url = '', , words = '', nick = ''] = parseCall(text, 'ptuiCB') ?? [];
  if (code === undefined) return undefined;
  return { code, subCode, url: withoutEscapes(url), text: withoutEscapes(words), nick: withoutEscapes(nick) };
}

/** Writes `ptuiCB(...)`, with the blank before the sixth argument that old clients expect. */
export function formatLogin({ code, subCode, url, text, nick }: LoginAnswer): string {
  return `ptuiCB('${code}','${subCode}','${quotable(url)}','0','${quotable(text)}', '${quotable(nick)}');`;
}
