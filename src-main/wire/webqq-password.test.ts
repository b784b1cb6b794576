import { expect, test } from 'vitest';
import { passwordKey, passwordV1, passwordV2, passwordV2FromKey } from './webqq-password.ts';

// The table of webqq.md 3.1.
test.each([
  ['1234567890', '1421032531', '!ABC', '674A2CB416058098390557F04B73FAAD', '3B52DF65889DB219E6FD2AA5A99C4FB8'],
  ['p@ss word', '10001', 'abcd', '643A0206F120510FAD12CC997BDEFE05', '330C87EEB6BCA44616DC36A8B3E055A5'],
  ['密码', '4000000001', '!Xy9', 'CA68DDB517BDADCC0D3868AA1E65B9AF', 'F33A087BF078A5EC6519FE838EFB245E'],
])('password schemes v1 and v2 of %s', (password, account, code, v1, v2) => {
  expect(passwordV1(password, code)).toBe(v1);
  expect(passwordV2(password, account, code)).toBe(v2);
  expect(passwordV2FromKey(passwordKey(password, account), code.toLowerCase())).toBe(v2);
});
