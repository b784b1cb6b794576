import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret for an address or a file: 256 random bits, safe in URLs and headers. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time, whatever the lengths. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** The windows that may talk to the loopback door: a token works once and buys a session, which lives in a cookie. */
export interface Sessions {
  mintToken(): string;
  /** The session's id for a token that was minted and not used yet. */
  exchange(token: string): string | undefined;
  has(session: string): boolean;
}

export function createSessions(): Sessions {
  const tokens = new Set<string>();
  const sessions = new Set<string>();
  const find = (among: ReadonlySet<string>, secret: string) => {
    // Looks at all of them, so that the time taken tells nothing.
    let found: string | undefined;
    for (const each of among) if (sameSecret(each, secret)) found = each;
    return found;
  };
  return {
    mintToken() {
      const token = randomSecret();
      tokens.add(token);
      return token;
    },
    exchange(token) {
      const found = find(tokens, token);
      if (found === undefined) return undefined;
      tokens.delete(found);
      const session = randomSecret();
      sessions.add(session);
      return session;
    },
    has: (session) => find(sessions, session) !== undefined,
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
