import { hex, md5 } from './webqq-digest.ts';
import { saltBytes } from './webqq-salt.ts';

/**
 * K = md5(md5(password) ‖ salt) (webqq.md 14): 16 bytes, all that a server needs to check schemes v2 and v3, and
 * therefore as secret as the password. `account` is the number that `check` answered as salt.
 */
export function passwordKey(password: string, account: string): Uint8Array {
  return md5(md5(password), saltBytes(account));
}

/** The field `p` of scheme v1, which knows no salt (webqq.md 3.1). `code` is that of `check` or of the picture. */
export function passwordV1(password: string, code: string): string {
  return hex(md5(hex(md5(md5(md5(password)))), code.toUpperCase()));
}

/** The field `p` of scheme v2 from K (webqq.md 3.1). */
export function passwordV2FromKey(key: Uint8Array, code: string): string {
  return hex(md5(hex(key), code.toUpperCase()));
}

/** The field `p` of scheme v2 (webqq.md 3.1). */
export function passwordV2(password: string, account: string, code: string): string {
  return passwordV2FromKey(passwordKey(password, account), code);
}
