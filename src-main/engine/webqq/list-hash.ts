import type { Reply } from '#main/wire/webqq-json.ts';
import { listHashes } from '#main/wire/webqq-list-hash.ts';

/** Finds the `hash` that a service wants from its lists (webqq.md 3.3). */
export interface HashSearch {
  /**
   * Calls with one hash after the other until the service does not refuse it, beginning with the one that it took last.
   * Gives the last reply, which may hold any retcode.
   */
  ask(call: (hash: string) => Promise<Reply>): Promise<Reply>;
}

/** The retcode for a wrong hash (webqq.md 7.1). */
const wrongHash = 50;

/** @param ptwebqq the ticket as it is now: it may change within a session */
export function createHashSearch(account: string, ptwebqq: () => string): HashSearch {
  let taken = listHashes.P;
  return {
    async ask(call) {
      // Another list may find the answer in the meantime; this one still walks its own way to the end.
      const first = taken;
      let reply = await call(first(account, ptwebqq()));
      for (const compute of Object.values(listHashes).filter((each) => each !== first)) {
        if (reply.retcode !== wrongHash) break;
        reply = await call(compute(account, ptwebqq()));
        if (reply.retcode === 0) taken = compute;
      }
      return reply;
    },
  };
}
