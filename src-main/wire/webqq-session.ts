import { asId, asList, asNumber, asRecord, asText, idNumber } from './webqq-json.ts';
import { parseStatus, type WireStatus } from './webqq-status.ts';

/** What our chat server can do beyond the historic protocol; named in `login2.result.features`. */
export const serverFeatures = {
  /** Sends may carry `key`; a second copy of the same sender and key is answered with success and not stored. */
  key: 'key',
  /** Lists hold the durable number of each entry as `account`. */
  account: 'account',
  /** Message text never holds HTML entities; decode with `{ entities: false }`. */
  plain: 'plain',
  /**
   * Poll answers with items carry their number as `answer`. A poll whose `r` holds `answer`, the number of the last
   * answer that arrived (0 at first), gets everything behind it again; one without it acknowledges all that was written.
   */
  answer: 'answer',
} as const;

/** The `result` of `login2` (webqq.md 4.5). */
export interface Session {
  /** The own account number. */
  readonly uin: string;
  readonly status: WireStatus;
  /** Ticket of `/api/` calls. */
  readonly vfwebqq: string;
  /** Ticket of `/channel/` calls. */
  readonly psessionid: string;
  readonly index: number;
  readonly port: number;
  /** See {@link serverFeatures}; empty for historic services. */
  readonly features: readonly string[];
}

/** Reads the `result` of `login2`; `undefined` when the session id is missing. */
export function parseSession(result: unknown): Session | undefined {
  const fields = asRecord(result);
  const psessionid = asText(fields.psessionid);
  if (psessionid === '') return undefined;
  return {
    uin: asId(fields.uin),
    status: parseStatus(fields.status) ?? 'online',
    vfwebqq: asText(fields.vfwebqq),
    psessionid,
    index: asNumber(fields.index) ?? 0,
    port: asNumber(fields.port) ?? 0,
    features: asList(fields.features).map(asText),
  };
}

/** Writes the `result` of `login2`. */
export function composeSession(session: Session): unknown {
  return { ...session, uin: idNumber(session.uin), cip: 0, user_state: 0, f: 0 };
}
