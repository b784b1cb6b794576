import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { HistoricClient, serve } from './test-client.ts';

const names = {
  channel:
    'login2 poll2 get_online_buddies2 change_status2 send_buddy_msg2 send_qun_msg2 shake2 input_notify2 get_recent_list2 x'.split(
      ' ',
    ),
  api: 'get_user_friends2 get_group_name_list_mask2 get_group_info_ext2 get_friend_info2 get_single_long_nick2 set_long_nick2 get_self_info2 get_friend_uin2 x'.split(
    ' ',
  ),
};
const jsonPaths = [
  ...names.channel.flatMap((name) => [`/channel/${name}`, `/d/channel/${name}`]),
  ...names.api.map((name) => `/api/${name}`),
];
const otherPaths = [
  '/',
  '/check',
  '/getimage',
  '/login',
  '/check_sig',
  '/cgi-bin/ver',
  '/cgi-bin/login',
  '/cgi/svr/face/getface',
  '/proxy.html',
];

const field = fc.constantFrom(
  'r',
  'to',
  'group_uin',
  'content',
  'tuin',
  'gcode',
  'uin',
  'u',
  'p',
  'verifycode',
  'pt_tea',
  'pt_verifysession_v1',
  'hash',
  'nlk',
  'ptsigx',
  'newstatus',
  'answer',
  'type',
  '__proto__',
);
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
  fc.constantFrom('70001', '10000', '-1', '1e999', 'null', '[["face"]]'),
);

test('nothing that is sent crashes the server or gets anything but an orderly answer', async () => {
  const server = await serve({
    pace: { hold: 5 },
    guesses: { perAccount: 10_000, perAddress: 10_000, captchaAfter: 0 },
  });
  const client = await new HistoricClient(server.url, 70001).signIn();
  const stranger = new HistoricClient(server.url, 70001);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...jsonPaths, ...otherPaths),
      fc.dictionary(field, value),
      fc.constantFrom('envelope', 'bare', 'form', 'query', 'noise', 'truncated'),
      fc.boolean(),
      fc.string({ unit: 'binary' }),
      async (path, values, form, signedIn, noise) => {
        const { clientid, psessionid, vfwebqq } = client;
        const r = signedIn ? { ...values, clientid, psessionid, vfwebqq } : values;
        const plain = new URLSearchParams(
          Object.entries(r).map(([name, each]): [string, string] => [
            name,
            typeof each === 'object' ? JSON.stringify(each) : String(each),
          ]),
        ).toString();
        const json = JSON.stringify(r);
        const who = signedIn ? client : stranger;
        const exchange = {
          envelope: () => who.raw(path, `r=${encodeURIComponent(json)}`),
          bare: () => who.raw(path, `r=${json}`, 'application/json'),
          form: () => who.raw(path, plain),
          query: () => who.get(`${path}?${plain}`),
          noise: () => who.raw(path, noise),
          truncated: () => who.raw(path, `r=${json.slice(0, -1)}`),
        }[form];
        const { status, text } = await exchange();
        if (jsonPaths.includes(path)) {
          expect(status).toBe(200);
          expect(typeof JSON.parse(text).retcode).toBe('number');
        } else {
          expect([200, 302, 404]).toContain(status);
        }
      },
    ),
    { numRuns: 400 },
  );
  expect((await client.signIn()).psessionid).not.toBe('');
});

test('faults: an answer of our choice, a delay, then normal again', async () => {
  const server = await serve();
  const client = new HistoricClient(server.url, 70001);
  server.faults.add('/cgi-bin', 2, { kind: 'answer', status: 502, body: '<html>bad gateway</html>' });
  server.faults.add('/cgi-bin', 1, { kind: 'delay', ms: 1 });
  expect((await client.get('/cgi-bin/ver')).status).toBe(502);
  expect(await client.get('/cgi-bin/ver')).toMatchObject({ status: 502, text: '<html>bad gateway</html>' });
  expect((await client.get('/cgi-bin/ver')).status).toBe(200);
  server.faults.add('/', 5, { kind: 'answer', status: 504, body: '' });
  server.faults.clear();
  expect((await client.get('/cgi-bin/ver')).status).toBe(200);
});
