import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Proof of a checked password, kept by the client as cookies (webqq.md 1.5). */
export interface Ticket {
  readonly person: number;
  /** `@` and nine letters or digits. */
  readonly skey: string;
  /** 64 hex digits. */
  readonly ptwebqq: string;
  /** Parameter of the `check_sig` address. */
  readonly signature: string;
  readonly until: number;
}

/** How hard guessing is made. */
export interface GuessLimits {
  /** Wrong passwords per account and per address within `window` before every try is refused. */
  readonly perAccount: number;
  readonly perAddress: number;
  /** Milliseconds. */
  readonly window: number;
  /** Wrong passwords of an account within `window` before `check` demands a picture; 0 is never. */
  readonly captchaAfter: number;
}

export const usualGuessLimits: GuessLimits = { perAccount: 10, perAddress: 100, window: 5 * 60_000, captchaAfter: 3 };

/** Codes, wrong tries and tickets. All in memory: after a restart everybody signs in anew. */
export interface Tickets {
  /** A fresh silent code for an account and a `ptvfsession` (webqq.md 4.2): good for one use within five minutes. */
  issueCode(account: string, session: string): string;
  /**
   * Uses a code up and gives its session; `undefined` when it was not issued, used or is too old. Upper and lower case
   * are the same.
   */
  takeCode(account: string, code: string): string | undefined;
  /** `account` is left out for accounts that do not exist: they must not fill the memory. */
  countWrong(account: number | undefined, address: string): void;
  isBlocked(account: number | undefined, address: string): boolean;
  demandsPicture(account: number): boolean;
  issue(person: number): Ticket;
  bySkey(skey: string): Ticket | undefined;
  byPtwebqq(ptwebqq: string): Ticket | undefined;
  bySignature(signature: string): Ticket | undefined;
}

const codeLife = 5 * 60_000;
const codesPerAccount = 20;
const ticketLife = 24 * 60 * 60_000;
const ticketLimit = 20_000;
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const randomText = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)] ?? 'A').join('');

/** Compares secrets without telling by the time how much of them is right. */
export function sameSecret(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export function createTickets(limits: GuessLimits): Tickets {
  const codes = new Map<string, { code: string; session: string; until: number }[]>();
  const wrong = new Map<string, number[]>();
  const tickets = new Map<string, Ticket>();
  const skeys = new Map<string, Ticket>();
  const signatures = new Map<string, Ticket>();

  function recentWrong(who: string): number {
    const since = Date.now() - limits.window;
    const recent = (wrong.get(who) ?? []).filter((time) => time > since);
    if (recent.length === 0) wrong.delete(who);
    else wrong.set(who, recent);
    return recent.length;
  }

  function drop(ticket: Ticket): void {
    tickets.delete(ticket.ptwebqq);
    skeys.delete(ticket.skey);
    signatures.delete(ticket.signature);
  }

  const valid = (ticket: Ticket | undefined) => (ticket && ticket.until > Date.now() ? ticket : undefined);

  return {
    issueCode(account, session) {
      const code = `!${randomText(3)}`;
      const now = Date.now();
      const kept = (codes.get(account) ?? []).filter(({ until }) => until > now).slice(1 - codesPerAccount);
      codes.set(account, [...kept, { code, session, until: now + codeLife }]);
      return code;
    },
    takeCode(account, code) {
      const issued = codes.get(account) ?? [];
      const found = issued.find((each) => each.until > Date.now() && each.code.toUpperCase() === code.toUpperCase());
      codes.set(
        account,
        issued.filter((each) => each !== found),
      );
      return found?.session;
    },
    countWrong(account, address) {
      for (const who of [...(account === undefined ? [] : [`account ${account}`]), `address ${address}`]) {
        recentWrong(who);
        wrong.set(who, [...(wrong.get(who) ?? []), Date.now()]);
      }
    },
    isBlocked: (account, address) =>
      (account !== undefined && recentWrong(`account ${account}`) >= limits.perAccount) ||
      recentWrong(`address ${address}`) >= limits.perAddress,
    demandsPicture: (account) => limits.captchaAfter > 0 && recentWrong(`account ${account}`) >= limits.captchaAfter,
    issue(person) {
      for (const old of tickets.values()) {
        if (valid(old) && tickets.size < ticketLimit) break;
        drop(old);
      }
      const ticket: Ticket = {
        person,
        skey: `@${randomText(9)}`,
        ptwebqq: randomBytes(32).toString('hex'),
        signature: randomBytes(32).toString('hex'),
        until: Date.now() + ticketLife,
      };
      tickets.set(ticket.ptwebqq, ticket);
      skeys.set(ticket.skey, ticket);
      signatures.set(ticket.signature, ticket);
      return ticket;
    },
    bySkey: (skey) => valid(skeys.get(skey)),
    byPtwebqq: (ptwebqq) => valid(tickets.get(ptwebqq)),
    bySignature: (signature) => valid(signatures.get(signature)),
  };
}
