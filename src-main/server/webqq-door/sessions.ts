import { randomBytes } from 'node:crypto';
import type { Visit } from '../lobby.ts';
import { createSessionIds, type SessionIds } from './session-ids.ts';

/** One W2 session, from `login2` to its end. */
export interface WebSession {
  readonly person: number;
  readonly psessionid: string;
  readonly vfwebqq: string;
  readonly ids: SessionIds;
  readonly visit: Visit;
  /** Milliseconds. */
  readonly openedAt: number;
  /** Changes when the client links anew (webqq.md 4.5, relink). */
  clientid: string;
  /** Of the ticket that the client last came with; the list hash is computed over it (webqq.md 3.3). */
  ptwebqq: string;
  /** Whether the client was told that another sign-in took over. */
  kickTold: boolean;
  /** Content of the last messages by target and `msg_id`: a client that doubts sends again (webqq.md 9.1). */
  readonly sent: Map<string, string>;
}

export interface Sessions {
  open(visit: Visit, client: Pick<WebSession, 'clientid' | 'ptwebqq'>): WebSession;
  byPsessionid(psessionid: string): WebSession | undefined;
  byVfwebqq(vfwebqq: string): WebSession | undefined;
}

// The historic form: the text `connserver_webqq@10.0.0.1` in hex, then chance (webqq.md 2).
const psessionidHead = '8368046764001d636f6e6e7365727665725f77656271714031302e302e302e31';

const kickMemory = 24 * 60 * 60_000;

export function createSessions(): Sessions {
  const byPsessionid = new Map<string, WebSession>();
  const byVfwebqq = new Map<string, WebSession>();

  function drop(session: WebSession): void {
    byPsessionid.delete(session.psessionid);
    byVfwebqq.delete(session.vfwebqq);
  }

  return {
    open(visit, { clientid, ptwebqq }) {
      for (const old of byPsessionid.values()) {
        const known = old.visit.state === 'kicked' && old.kickTold;
        // A client that never comes back must not fill the memory.
        const forgotten = old.visit.state === 'kicked' && Date.now() - old.openedAt > kickMemory;
        if (old.visit.state === 'closed' || known || forgotten) drop(old);
      }
      const session: WebSession = {
        person: visit.person,
        psessionid: psessionidHead + randomBytes(40).toString('hex'),
        vfwebqq: randomBytes(40).toString('hex'),
        ids: createSessionIds(visit.person),
        visit,
        openedAt: Date.now(),
        clientid,
        ptwebqq,
        kickTold: false,
        sent: new Map(),
      };
      byPsessionid.set(session.psessionid, session);
      byVfwebqq.set(session.vfwebqq, session);
      return session;
    },
    byPsessionid: (psessionid) => byPsessionid.get(psessionid),
    byVfwebqq: (vfwebqq) => {
      const session = byVfwebqq.get(vfwebqq);
      return session?.visit.state === 'open' ? session : undefined;
    },
  };
}
