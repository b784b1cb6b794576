import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { passwordV2 } from '#main/wire/webqq-password.ts';
import { drawCaptcha, drawCode } from './captcha.ts';
import { createPictureCodes, type PictureCode } from './picture-codes.ts';
import { HistoricClient, serve } from './test-client.ts';

test('a picture is a sound PNG that shows something, and no two are the same', () => {
  const picture = Buffer.from(drawCaptcha('ABCD'));
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([130, 53]);
  const start = picture.indexOf('IDAT') + 4;
  const pixels = inflateSync(picture.subarray(start, start + picture.readUInt32BE(start - 8)));
  expect(pixels).toHaveLength(131 * 53);
  expect(pixels.filter((shade) => shade === 32).length).toBeGreaterThan(300);
  expect(Buffer.from(drawCaptcha('ABCD'))).not.toEqual(picture);
  for (let round = 0; round < 200; round += 1) expect(drawCode()).toMatch(/^[A-HJ-NPR-UW-Z]{4}$/);
});

test('old pictures make room', () => {
  const issued: PictureCode[] = [];
  const codes = createPictureCodes((each) => issued.push(each));
  const sessions = Array.from({ length: 21 }, () => codes.issue(70_001, '').session);
  const answer = (index: number) => issued[index] ?? { account: 0, code: '' };
  expect(codes.take(sessions[0] ?? '', answer(0))).toBe(false);
  expect(codes.take(sessions[20] ?? '', { ...answer(20), account: 70_002 })).toBe(false);
  expect(codes.take(sessions[19] ?? '', answer(19))).toBe(true);
});

/** A server that demands a picture of 70001, and a client that was told so. */
async function demanding() {
  const codes: string[] = [];
  const server = await serve({ onPicture: ({ code }) => codes.push(code) });
  const client = new HistoricClient(server.url, 70001);
  for (const password of ['a', 'b', 'c']) expect((await client.enter(password)).login.code).toBe('3');
  const check = await client.get('/check?uin=70001&appid=1003903&js_ver=10037&js_type=0&login_sig=&u1=x&r=0.4711');
  const [, ticket = ''] =
    /^ptui_checkVC\('1','([0-9a-f]{56})','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71'\);$/.exec(check.text) ?? [];
  expect(ticket).not.toBe('');
  const fetch = async (name = 'cap_cd') => {
    const reply = await client.get(`/getimage?aid=1003903&uin=70001&r=0.52&${name}=${ticket}`);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('image/png');
    return codes.at(-1) ?? '';
  };
  const login = async (code: string, password = 'sample') =>
    (
      await client.get(
        `/login?u=70001&p=${passwordV2(password, '70001', code)}&verifycode=${code}&webqq_type=10&remember_uin=1&login2qq=1&aid=1003903&u1=x&h=1&ptredirect=0&ptlang=2052&from_ui=1&pttype=1&dumy=&fp=loginerroralert&action=2-11-7438&mibao_css=m_webqq&t=1&g=1`,
      )
    ).text;
  return { server, client, fetch, login };
}

test.each(['cap_cd', 'vc_type'])('who types what a picture shows comes in (ticket as %s)', async (name) => {
  const { client, fetch, login } = await demanding();
  const code = await fetch(name);
  expect(client.cookies.get('verifysession')).toMatch(/^h[0-9a-f]{62}$/);
  expect(await login(code.toLowerCase())).toMatch(/^ptuiCB\('0','0',/);
});

test('upper case is as good', async () => {
  const { fetch, login } = await demanding();
  expect(await login((await fetch()).toUpperCase())).toMatch(/^ptuiCB\('0','0',/);
});

test('a picture serves once, for right answers and wrong ones', async () => {
  const { fetch, login } = await demanding();
  const first = await fetch();
  expect(await login('QQQQ')).toMatch(/^ptuiCB\('4','0',/);
  expect(await login(first)).toMatch(/^ptuiCB\('4','0',/);
  const second = await fetch();
  expect(await login(second, 'wrong')).toMatch(/^ptuiCB\('3','0',/);
  expect(await login(second)).toMatch(/^ptuiCB\('4','0',/);
});

test('each picture replaces the one before', async () => {
  const { client, fetch, login } = await demanding();
  const first = await fetch();
  const session = client.cookies.get('verifysession') ?? '';
  await fetch();
  client.cookies.set('verifysession', session);
  expect(await login(first)).toMatch(/^ptuiCB\('4','0',/);
});

test('a silent code is no way around the picture, and others are not asked for one', async () => {
  const { server, login } = await demanding();
  expect(await login('!ABC')).toMatch(/^ptuiCB\('4','2',/);
  expect((await new HistoricClient(server.url, 70002).enter('sample')).login.code).toBe('0');
});

test('nobody is asked for a picture where that is switched off', async () => {
  const server = await serve({ guesses: { captchaAfter: 0 } });
  const client = new HistoricClient(server.url, 70001);
  for (const password of ['a', 'b', 'c', 'd']) await client.enter(password);
  expect((await client.enter('sample')).login.code).toBe('0');
});

test('there is a picture for strangers too, which answers nothing', async () => {
  const { fetch, client } = await demanding();
  await fetch();
  expect((await client.get('/getimage?aid=1003903&uin=99999&r=0.52&cap_cd=')).status).toBe(200);
  expect((await client.get('/getimage')).status).toBe(200);
});
