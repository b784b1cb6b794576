import { passwordV1, passwordV2 } from '#main/wire/webqq-password.ts';
import { passwordV3 } from '#main/wire/webqq-password-v3.ts';

/** What `check` answered, as far as the password is concerned (webqq.md 4.2). */
export interface Demand {
  /** The silent code, or what the person read in the picture. */
  readonly code: string;
  readonly account: string | undefined;
  readonly session?: string;
  readonly randomSalt?: string;
}

/**
 * The fields of `login` that prove the password. The form of the answer to `check` chooses the scheme: one with a
 * session means v3, one with a salt v2, and one without, as it was until 2011, v1 (webqq.md 3.1, 4.4).
 */
export function passwordProof(password: string, demand: Demand): Readonly<Record<string, string>> {
  const { code, account, session, randomSalt = '0' } = demand;
  if (account === undefined) return { p: passwordV1(password, code), verifycode: code };
  if (session === undefined) return { p: passwordV2(password, account, code), verifycode: code };
  return {
    p: passwordV3(password, account, code),
    verifycode: code,
    pt_uistyle: '5',
    pt_randsalt: randomSalt,
    pt_vcode_v1: '0',
    pt_verifysession_v1: session,
  };
}
