import { createHash } from 'node:crypto';

const md5 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** The salt of an account: its number as eight big-endian bytes (webqq.md 3.1). `account` is decimal digits. */
function saltBytes(account: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(account)));
  return bytes;
}

/** The salt as `check` writes it: eight `\xHH` escapes (webqq.md 4.2). */
export function saltEscapes(account: string): string {
  return Array.from(saltBytes(account), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** The account number that eight `\xHH` escapes stand for; `undefined` when it is no salt. */
export function parseSalt(escapes: string): string | undefined {
  if (!/^(?:\\x[0-9a-f]{2}){8}$/i.test(escapes)) return undefined;
  return BigInt(`0x${escapes.replaceAll('\\x', '')}`).toString();
}

/**
 * K = md5(md5(password) ‖ salt) (webqq.md 14): 16 bytes, all that a server needs to check a password, and therefore as
 * secret as the password. `account` is the number that `check` answered as salt.
 */
export function passwordKey(password: string, account: string): Uint8Array {
  return md5(md5(password), saltBytes(account));
}

/** The field `p` of scheme v2 from K and the code of `check` or of the picture (webqq.md 3.1). */
export function passwordV2FromKey(key: Uint8Array, code: string): string {
  return hex(md5(hex(key), code.toUpperCase()));
}

/** The field `p` of scheme v2 (webqq.md 3.1). */
export function passwordV2(password: string, account: string, code: string): string {
  return passwordV2FromKey(passwordKey(password, account), code);
}

/** The `hash` of the list calls, algorithm P (webqq.md 3.3): 16 upper-case hex digits. `ptwebqq` may be empty. */
export function listHashP(account: string, ptwebqq: string): string {
  const folded = [0, 0, 0, 0];
  for (let index = 0; index < ptwebqq.length; index += 1) {
    folded[index % 4] = ((folded[index % 4] ?? 0) ^ ptwebqq.charCodeAt(index)) & 0xff;
  }
  const number = saltBytes(account).subarray(4);
  const mask = Buffer.from('ECOK');
  return hex(Uint8Array.from(folded.flatMap((byte, index) => [byte, (number[index] ?? 0) ^ (mask[index] ?? 0)])));
}
