import { randomBytes } from 'node:crypto';
import { drawCaptcha, drawCode } from './captcha.ts';

/** A picture and what it asks for. */
export interface PictureCode {
  readonly account: number;
  /** Four letters in upper case. */
  readonly code: string;
}

/** A picture as a client gets it. */
export interface IssuedPicture {
  /** A PNG. */
  readonly picture: Uint8Array;
  /** The cookie `verifysession` (webqq.md 1.5). */
  readonly session: string;
}

/** The pictures that were drawn and not answered yet (webqq.md 4.3). */
export interface PictureCodes {
  /** Draws a picture. The one of the session before, if any, is worth nothing from now on. */
  issue(account: number, sessionBefore: string): IssuedPicture;
  /**
   * Uses the picture of a session up, whatever the answer. True when it was drawn for this account within five minutes
   * and shows this code; upper and lower case are the same.
   */
  take(session: string, answer: PictureCode): boolean;
}

const life = 5 * 60_000;
const perAccount = 20;

/** @param onIssue is told every code; for tests, which cannot read pictures */
export function createPictureCodes(onIssue: (issued: PictureCode) => void = () => undefined): PictureCodes {
  const open = new Map<string, PictureCode & { readonly until: number }>();

  function makeRoom(account: number): void {
    const now = Date.now();
    const kept: string[] = [];
    for (const [session, issued] of open) {
      if (issued.until <= now) open.delete(session);
      else if (issued.account === account) kept.push(session);
    }
    for (const session of kept.slice(0, Math.max(0, kept.length + 1 - perAccount))) open.delete(session);
  }

  return {
    issue(account, sessionBefore) {
      open.delete(sessionBefore);
      makeRoom(account);
      const session = `h${randomBytes(31).toString('hex')}`;
      const code = drawCode();
      open.set(session, { account, code, until: Date.now() + life });
      onIssue({ account, code });
      return { picture: drawCaptcha(code), session };
    },
    take(session, { account, code }) {
      const issued = open.get(session);
      if (!issued) return false;
      open.delete(session);
      return issued.account === account && issued.until > Date.now() && issued.code === code.toUpperCase();
    },
  };
}
