import { request } from 'undici';
import { expect, test } from 'vitest';
import { HistoricClient, serve } from './test-client.ts';

test('sign-in in the historic steps, with the cookies and answers of the reference', async () => {
  const server = await serve();
  const client = new HistoricClient(server.url, 70001);
  expect((await client.get('/cgi-bin/ver')).text).toBe('ptuiV(201205211530);');
  expect((await client.get('/cgi-bin/login?daid=164&appid=1003903')).text).toMatch(
    /g_login_sig=encodeURIComponent\("[0-9a-f]{64}"\)/,
  );
  const first = await client.get('/check?uin=70001&appid=1003903&r=0.4711');
  expect(first.text).toMatch(/^ptui_checkVC\('0','![A-Za-z0-9]{3}','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71'\);$/);
  expect(first.headers['content-length']).toBe(String(first.text.length));

  const { login } = await client.enter('sample');
  expect(login).toMatchObject({ code: '0', subCode: '0', text: '登录成功！', nick: '小岚' });
  expect(client.cookies.get('uin')).toBe('o0000070001');
  expect(client.cookies.get('skey')).toMatch(/^@[A-Za-z0-9]{9}$/);
  expect(client.cookies.get('ptwebqq')).toMatch(/^[0-9a-f]{64}$/);

  const url = new URL(login.url);
  const signature = await client.get(url.pathname + url.search);
  expect(signature.status).toBe(302);
  expect(client.cookies.has('p_skey')).toBe(true);
  for (const line of [signature.headers['set-cookie']].flat()) expect(line).toMatch(/^[^=;,]+=[^=;,]*; PATH=\/;$/);

  const reply = await client.login2();
  expect(reply).toMatchObject({ retcode: 0, result: { uin: 70001, status: 'online', index: 1075, port: 43415 } });
  expect(reply.result).toMatchObject({ features: ['key', 'account', 'plain', 'answer'] });
});

test('cookies belong to qq.com when the server runs under its names', async () => {
  const server = await serve();
  const { headers } = await request(`${server.url}/check?uin=70001`, { headers: { host: 'check.ptlogin2.qq.com' } });
  expect(headers['set-cookie']).toMatch(/^ptvfsession=[0-9a-f]+; PATH=\/; DOMAIN=qq\.com;$/);
});

test('wrong password, unknown account, used code', async () => {
  const server = await serve();
  const client = new HistoricClient(server.url, 70001);
  expect((await client.enter('wrong')).login.code).toBe('3');
  const stranger = await new HistoricClient(server.url, 99999).enter('sample');
  expect(stranger.check.account).toBe('10000');
  expect(stranger.login.code).toBe('3');
  const robot = await new HistoricClient(server.url, 70010).enter('sample');
  expect(robot.login.code).toBe('3');
  expect((await client.get('/login?u=70001&p=00&verifycode=!AAA')).text).toMatch(/^ptuiCB\('4','2',/);
});

test('a silent code serves once', async () => {
  const server = await serve();
  const client = new HistoricClient(server.url, 70001);
  const { check } = await client.enter('sample');
  expect((await client.get(`/login?u=70001&p=00&verifycode=${check.ticket}`)).text).toMatch(/^ptuiCB\('4','2',/);
});

test('too many wrong passwords block the account, not the others', async () => {
  const server = await serve({ guesses: { perAccount: 2 } });
  const client = new HistoricClient(server.url, 70001);
  const codes: string[] = [];
  for (const password of ['a', 'b', 'sample']) codes.push((await client.enter(password)).login.code);
  expect(codes).toEqual(['3', '3', '8']);
  expect((await new HistoricClient(server.url, 70002).enter('sample')).login.code).toBe('0');
});

test('login2 without a valid ticket is refused', async () => {
  const server = await serve();
  const client = new HistoricClient(server.url, 70001);
  expect((await client.login2()).retcode).toBe(103);
  await client.enter('sample');
  client.cookies.set('uin', 'o0000070002');
  expect((await client.login2()).retcode).toBe(103);
});

test('login2 finds the ticket in a cookie or in the envelope alone', async () => {
  const server = await serve();
  const client = new HistoricClient(server.url, 70001);
  await client.enter('sample');
  const ptwebqq = client.cookies.get('ptwebqq');
  client.cookies.clear();
  const r = { status: 'away', ptwebqq, passwd_sig: '', clientid: 12345, psessionid: null };
  expect(await client.post('/channel/login2', r)).toMatchObject({ retcode: 0, result: { status: 'away' } });
});

test('linking anew keeps the session and its numbers', async () => {
  const server = await serve();
  const client = await new HistoricClient(server.url, 70001).signIn();
  const uin = await client.uinOf(70002);
  const again = (await client.login2()) as { result: { psessionid: string } };
  expect(again.result.psessionid).toBe(client.psessionid);
  expect(await client.uinOf(70002)).toBe(uin);
});

test('a second sign-in kicks the first one', async () => {
  const server = await serve();
  const first = await new HistoricClient(server.url, 70001).signIn();
  const waiting = first.poll();
  const second = await new HistoricClient(server.url, 70001).signIn();
  const { result } = await waiting;
  expect(result).toMatchObject([{ poll_type: 'kick_message', value: { to_uin: 70001, show_reason: 1, way: 'poll' } }]);
  expect((await first.poll()).retcode).toBe(103);
  expect((await first.send(1, 'x')).retcode).toBe(103);
  expect((await first.login2()).retcode).toBe(103);
  expect(
    (
      await second.get(
        `/channel/get_online_buddies2?vfwebqq=&clientid=${second.clientid}&psessionid=${second.psessionid}`,
      )
    ).text,
  ).toContain('"retcode":0');
});

test('who was kicked between two polls learns it at the next one', async () => {
  const server = await serve();
  const first = await new HistoricClient(server.url, 70001).signIn();
  await new HistoricClient(server.url, 70001).signIn();
  expect((await first.poll()).result).toMatchObject([{ poll_type: 'kick_message' }]);
  expect((await first.poll()).retcode).toBe(103);
});

test('pages for those who look in with a browser', async () => {
  const client = new HistoricClient((await serve()).url, 70001);
  for (const path of ['/', '/proxy.html', '/cfproxy.html?v=1', '/loginproxy.html']) {
    expect((await client.get(path)).status).toBe(200);
  }
  expect((await client.get('/nothing')).status).toBe(404);
});
