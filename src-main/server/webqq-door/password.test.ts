import { expect, test } from 'vitest';
import { parseLogin } from '#main/wire/webqq-callback.ts';
import { passwordV1, passwordV2 } from '#main/wire/webqq-password.ts';
import { passwordV3 } from '#main/wire/webqq-password-v3.ts';
import { HistoricClient, serve } from './test-client.ts';

/** `check` as clients of 2014 ask it, and `login` with all that may be wrong about it. */
async function meet(account = 70001) {
  const server = await serve();
  const client = new HistoricClient(server.url, account);
  const check = async (flags = '&pt_tea=1&pt_vcode=1') => {
    const { text } = await client.get(
      `/check?uin=${account}&appid=1003903&js_ver=10037&js_type=0&u1=x&r=0.4711${flags}`,
    );
    const [, code = '', session] =
      /^ptui_checkVC\('0','(![A-Za-z0-9]{3})','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71'(?:,'([0-9a-f]+)','0')?\);$/.exec(
        text,
      ) ?? [];
    return { code, session };
  };
  const login = async (p: string, code: string, session?: string) => {
    const tail =
      session === undefined ? '' : `&pt_uistyle=5&pt_randsalt=0&pt_vcode_v1=0&pt_verifysession_v1=${session}`;
    const { text } = await client.get(
      `/login?u=${account}&p=${p}&verifycode=${code}&webqq_type=10&remember_uin=1&login2qq=1&aid=1003903&u1=x&h=1${tail}`,
    );
    const answer = parseLogin(text);
    return [answer?.code, answer?.subCode];
  };
  return { client, check, login };
}
const fine = ['0', '0'];
const wrongPassword = ['3', '0'];
const wrongCode = ['4', '2'];

test('check tells of v3 only those who ask for it', async () => {
  const { client, check } = await meet();
  for (const flags of ['', '&pt_tea=0']) expect((await check(flags)).session).toBeUndefined();
  const { code, session } = await check();
  expect(code).not.toBe('');
  expect(session).toBe(client.cookies.get('ptvfsession'));
});

test('scheme v3 opens the door once for each code', async () => {
  const { check, login } = await meet();
  const { code, session } = await check();
  const p = passwordV3('sample', '70001', code);
  expect(await login(p, code.toLowerCase(), session)).toEqual(fine);
  expect(await login(p, code, session)).toEqual(wrongCode);
});

test('scheme v3 wants the session of its code, in its field or as cookie', async () => {
  const { client, check, login } = await meet();
  const first = await check();
  const second = await check();
  const prove = (code: string) => passwordV3('sample', '70001', code);
  expect(await login(prove(first.code), first.code, second.session)).toEqual(wrongCode);
  expect(await login(prove(second.code), second.code, '')).toEqual(fine);
  const third = await check();
  client.cookies.clear();
  expect(await login(prove(third.code), third.code, '')).toEqual(wrongCode);
});

test.each([
  ['of another password', (code: string) => passwordV3('wrong', '70001', code)],
  ['of another account', (code: string) => passwordV3('sample', '70002', code)],
  ['of another code', () => passwordV3('sample', '70001', '!AAAA')],
  ['of another code, v2', () => passwordV2('sample', '70001', '!AAAA')],
  ['of scheme v1', (code: string) => passwordV1('sample', code)],
  ['cut short', (code: string) => passwordV3('sample', '70001', code).slice(0, 100)],
  ['that is none', () => 'x'],
])('a proof %s is refused', async (_name, prove) => {
  const { check, login } = await meet();
  const { code, session } = await check();
  expect(await login(prove(code), code, session)).toEqual(wrongPassword);
});

test('a client of v2 may do without the session, also when check offered v3', async () => {
  const { client, check, login } = await meet();
  const { code } = await check();
  client.cookies.clear();
  expect(await login(passwordV2('sample', '70001', code).toLowerCase(), code)).toEqual(fine);
});

test('wrong proofs of every scheme count as guesses', async () => {
  const server = await serve({ guesses: { perAccount: 2 } });
  const client = new HistoricClient(server.url, 70001);
  const codes: (string | undefined)[] = [];
  for (const scheme of [passwordV3, passwordV2, passwordV2]) {
    const { text } = await client.get('/check?uin=70001&pt_tea=1');
    const code = text.split("'")[3] ?? '';
    const password = codes.length < 2 ? 'wrong' : 'sample';
    const path = `/login?u=70001&p=${scheme(password, '70001', code)}&verifycode=${code}`;
    codes.push(parseLogin((await client.get(path)).text)?.code);
  }
  expect(codes).toEqual(['3', '3', '8']);
});
