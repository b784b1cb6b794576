import { expect, test } from 'vitest';
import { passwordKey } from './webqq-password.ts';
import { openPasswordV3, passwordV3, sealPasswordV3 } from './webqq-password-v3.ts';
import { sealQtea } from './webqq-tea.ts';

// webqq.md 3.1: R is the bytes 00..7f, every random byte 0xA5.
const key = passwordKey('1234567890', '1421032531');
const proof = {
  sealed: Uint8Array.from({ length: 128 }, (_none, index) => index),
  account: '1421032531',
  code: '!ABC',
};
const p =
  '6UeiPy7-KG5yxCdgqhep39oWNh105yHcJL-F6nJDPN1OKKZJ-vfkqRK2unHCr1qCUsETB81B96hg42RDoeqeHUUVGUylgUuhBtHtziPhepN5S7ctAl9RykYyrPYiryuUR1okezCRqFrlcLCx8sS-iN4jtsxGvM1b6N1FxHbirkwGMXl3u2SX3pjcbxDN6yIhak*4el-0wFH3bnJKdU2l1w__';

test('password scheme v3 as the reference writes it', () => {
  expect(sealPasswordV3(proof, key, (length) => new Uint8Array(length).fill(0xa5))).toBe(p);
  const opened = openPasswordV3(p, key);
  expect(opened && { ...opened, sealed: [...opened.sealed] }).toEqual({ ...proof, sealed: [...proof.sealed] });
});

test('a whole proof opens with K, and only with it', () => {
  const whole = passwordV3('密码', '4000000001', '!Xy9');
  expect(whole).toMatch(/^[A-Za-z0-9*-]+_{0,2}$/);
  const opened = openPasswordV3(whole, passwordKey('密码', '4000000001'));
  expect(opened).toMatchObject({ account: '4000000001', code: '!XY9' });
  expect(opened?.sealed.length).toBe(128);
  expect(openPasswordV3(whole, passwordKey('password', '4000000001'))).toBeUndefined();
  expect(openPasswordV3(whole, passwordKey('密码', '70001'))).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['one length', '00'],
  ['a length that leads outside', 'ffff'],
  ['no code', '00000000000054b33c53'],
  ['a code that is too short', '00000000000054b33c53000421'],
  ['more behind the code', '00000000000054b33c530001214142'],
])('a message that holds %s is no proof', (_name, plain) => {
  const sealed = Buffer.from(sealQtea(Buffer.from(plain, 'hex'), key)).toString('base64');
  expect(openPasswordV3(sealed.replaceAll('/', '-').replaceAll('+', '*'), key)).toBeUndefined();
});

test.each(['', '3B52DF65889DB219E6FD2AA5A99C4FB8', '*', '密码', '_'.repeat(200)])('%s is no proof', (text) => {
  expect(openPasswordV3(text, key)).toBeUndefined();
});
