import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { md5 } from './webqq-digest.ts';
import { passwordKey } from './webqq-password.ts';
import { saltBytes } from './webqq-salt.ts';
import { openQtea, type RandomBytes, sealQtea } from './webqq-tea.ts';

/** What a `p` of scheme v3 holds (webqq.md 3.1). */
export interface PasswordProof {
  /** R: md5 of the password, encrypted for the historic service. Whoever keeps K need not read it. */
  readonly sealed: Uint8Array;
  /** The number inside the salt. */
  readonly account: string;
  /** In upper case. */
  readonly code: string;
}

/** The public key of the historic sign-in page: 1024 bits, exponent 3. */
const siteModulus =
  'F20CE00BAE5361F8FA3AE9CEFA495362FF7DA1BA628F64A347F0A8C012BF0B254A30CD92ABFFE7A6EE0DC424CB6166F8' +
  '819EFA5BCCB20EDFB4AD02E412CCF579B1CA711D55B8B0B3AEB60153D5E0693A2A86F3167D7847A0CB8B00004716A909' +
  '5D9BADC977CBB804DBDCBA6029A9710869A453F27DFDDF83C016D928B3CBF4C7';

function sealForSite(bytes: Uint8Array): Uint8Array {
  const n = Buffer.from(siteModulus, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'RSA', n, e: 'Aw' }, format: 'jwk' });
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, bytes);
}

/** The field `p` of scheme v3 (webqq.md 3.1). `account` is the number that `check` answered as salt. */
export function passwordV3(password: string, account: string, code: string): string {
  const sealed = sealForSite(md5(password));
  return sealPasswordV3({ sealed, account, code }, passwordKey(password, account));
}

/** Writes a proof as `p`. `key` is K. */
export function sealPasswordV3(
  { sealed, account, code }: PasswordProof,
  key: Uint8Array,
  random: RandomBytes = randomBytes,
): string {
  const text = Buffer.from(code.toUpperCase());
  const plain = Buffer.concat([length(sealed), sealed, saltBytes(account), length(text), text]);
  const base64 = Buffer.from(sealQtea(plain, key, random)).toString('base64');
  return base64.replaceAll('/', '-').replaceAll('+', '*').replaceAll('=', '_');
}

/** Reads what {@link sealPasswordV3} wrote; `undefined` when it was not made with this K. */
export function openPasswordV3(p: string, key: Uint8Array): PasswordProof | undefined {
  const base64 = p.replaceAll('-', '/').replaceAll('*', '+').replaceAll('_', '=');
  const opened = openQtea(Buffer.from(base64, 'base64'), key);
  if (!opened) return undefined;
  const plain = Buffer.from(opened);
  const salt = 2 + (plain.length < 2 ? 0 : plain.readUInt16BE(0));
  const code = salt + 10;
  if (plain.length < code || plain.length !== code + plain.readUInt16BE(salt + 8)) return undefined;
  return {
    sealed: plain.subarray(2, salt),
    account: plain.readBigUInt64BE(salt).toString(),
    code: plain.toString('utf8', code),
  };
}

const length = (bytes: Uint8Array): Uint8Array => Uint8Array.of(bytes.length >> 8, bytes.length & 0xff);
