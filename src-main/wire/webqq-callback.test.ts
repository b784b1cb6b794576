import { expect, test } from 'vitest';
import { formatCheck, formatLogin, parseCheck, parseLogin } from './webqq-callback.ts';

test('check in its short form', () => {
  const line = "ptui_checkVC('0','!QXV','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71');";
  expect(parseCheck(line)).toEqual({ code: '0', ticket: '!QXV', account: '70001' });
  expect(formatCheck({ code: '0', ticket: '!QXV', account: '70001' })).toBe(line);
});

test('check of an unknown account names 10000', () => {
  expect(formatCheck({ code: '0', ticket: '!AAA', account: undefined })).toContain("\\x27\\x10'");
});

test('check in its long form', () => {
  const line = "ptui_checkVC('0','!QXV','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71','aa55','0');";
  expect(parseCheck(line)).toEqual({ code: '0', ticket: '!QXV', account: '70001', session: 'aa55', randomSalt: '0' });
  expect(formatCheck({ code: '0', ticket: '!QXV', account: '70001', session: 'aa55' })).toBe(line);
  const picture = { code: '1', ticket: 'ticket', account: '70001', session: '', randomSalt: '1' };
  expect(parseCheck(formatCheck(picture))).toEqual(picture);
});

test('check before there was a salt', () => {
  expect(parseCheck("ptui_checkVC('0','!QXV');")).toEqual({ code: '0', ticket: '!QXV', account: undefined });
});

test('login with the blank before the nick', () => {
  const url = 'http://ptlogin4.web2.qq.com/check_sig?pttype=1&uin=70001&service=login';
  const line = `ptuiCB('0','0','${url}','0','登录成功！', '小岚');`;
  expect(parseLogin(line)).toEqual({ code: '0', subCode: '0', url, text: '登录成功！', nick: '小岚' });
  expect(formatLogin({ code: '0', subCode: '0', url, text: '登录成功！', nick: '小岚' })).toBe(line);
  expect(parseLogin("ptuiCB('3','0','','0','您输入的帐号或密码不正确', '70001');")?.code).toBe('3');
});

test('quotes and commas in texts cannot break the line', () => {
  const line = formatLogin({ code: '0', subCode: '0', url: '', text: "a,b'c\\", nick: "O'Neil, \n" });
  expect(line.match(/'/g)).toHaveLength(12);
  expect(parseLogin(line)?.nick).toBe('O’Neil，  ');
});

test('escapes inside texts are read', () => {
  expect(parseLogin("ptuiCB('0','0','http:\\x2F\\x2Fhost','0','it\\'s', 'n');")).toMatchObject({
    url: 'http://host',
    text: "it's",
  });
});

test.each(['', '<html>502</html>', 'ptuiCB', "ptui_checkVC('0')"])('no answer at all: %s', (text) => {
  expect(parseCheck(text)).toBeUndefined();
  expect(parseLogin(text)).toBeUndefined();
});
