import { passwordV2FromKey } from '#main/wire/webqq-password.ts';
import { openPasswordV3 } from '#main/wire/webqq-password-v3.ts';
import { sameSecret } from './tickets.ts';

/** What a sign-in claims to know the password by. */
export interface PasswordClaim {
  /** The field `p`. */
  readonly p: string;
  readonly account: string;
  /** The code that was given out for this sign-in. */
  readonly code: string;
}

/** Whether `p` has the form of scheme v2: 32 hex digits. Everything else can only be v3. */
export const isSchemeV2 = (p: string): boolean => /^[0-9a-f]{32}$/i.test(p);

/** Whether `p` was made with the password that K belongs to, for this account and code, by v2 or v3 (webqq.md 3.1). */
export function provesPassword({ p, account, code }: PasswordClaim, key: Uint8Array): boolean {
  if (isSchemeV2(p)) return sameSecret(passwordV2FromKey(key, code), p.toUpperCase());
  const proof = openPasswordV3(p, key);
  return proof !== undefined && proof.account === account && proof.code.toUpperCase() === code.toUpperCase();
}
