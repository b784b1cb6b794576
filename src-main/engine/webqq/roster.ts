import type { ContactFact, Emit, GroupFact, PresenceFact } from '#main/engine/engine.ts';
import type { PresenceRow } from '#main/wire/webqq-friends.ts';
import type { PresenceItem } from '#main/wire/webqq-poll.ts';
import { AppError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import type { Category, Member } from '#shared/model.ts';
import type { Calls } from './calls.ts';
import type { Directory } from './directory.ts';

/** Brings lists, presence and members of one session in as facts. */
export interface Roster {
  /** Tells the lists that were loaded, then who is online, then the own signature. */
  publish(signal: AbortSignal): Promise<void>;
  /** Loads and tells the lists anew, at most once a minute; sooner with `now`. */
  refresh(signal: AbortSignal, now?: boolean): Promise<void>;
  /** A presence that a poll brought; `undefined` for somebody who is no buddy. */
  heard(item: PresenceItem): PresenceFact | undefined;
  /** Fetches and tells a group's members and details. */
  fetchMembers(gid: string, code: string, signal: AbortSignal): Promise<void>;
  /** As {@link fetchMembers}, at most once a minute for each group (webqq.md 13), and failing silently. */
  refreshMembers(gid: string, code: string, signal: AbortSignal): Promise<void>;
}

export interface RosterDeps {
  readonly calls: Calls;
  readonly directory: Directory;
  readonly emit: Emit;
  readonly log: Log;
  readonly now: () => number;
}

const againAfterMs = 60_000;

export function createRoster({ calls, directory, emit, log, now }: RosterDeps): Roster {
  const { peers } = directory;
  let loadedAt = now();
  const membersAt = new Map<string, number>();
  /** What polls told since the list of those online was asked for: newer than that list. */
  let heardSince = new Map<string, PresenceRow>();

  async function publishLists(signal: AbortSignal): Promise<void> {
    const { categories, friends } = directory.friends();
    const contacts = await Promise.all(
      friends.map(
        async ({ uin, nick, remark, category }): Promise<ContactFact> => ({
          id: await directory.person(uin, signal),
          nick,
          remark,
          categoryId: String(category),
        }),
      ),
    );
    const groups = await Promise.all(
      directory.groups().map(
        async ({ gid, code, name, remark, policy, role, memberCount }): Promise<GroupFact> => ({
          id: await directory.group(gid, code, signal),
          name,
          remark,
          // `notify` is what a service says that was never told otherwise; the client then chooses by the size.
          ...(policy === 'notify' ? {} : { policy }),
          ...(role === undefined ? {} : { role }),
          ...(memberCount === undefined ? {} : { memberCount }),
        }),
      ),
    );
    await emit([
      { kind: 'roster', categories: categoryFacts(categories), contacts },
      { kind: 'groups', groups },
    ]);
  }

  async function publishPresence(signal: AbortSignal): Promise<void> {
    heardSince = new Map();
    const rows = new Map((await calls.online(signal)).map((row) => [row.uin, row]));
    for (const [uin, row] of heardSince) rows.set(uin, row);
    await emit([{ kind: 'presence', complete: true, presences: [...rows.values()].flatMap((row) => fact(row) ?? []) }]);
  }

  async function publishSelf(signal: AbortSignal): Promise<void> {
    const { nick, signature } = await calls.ownProfile(signal);
    const told = signature ?? (await calls.signature(peers.self, signal));
    await emit([{ kind: 'self', id: peers.self, signature: told, ...(nick === '' ? {} : { nick }) }]);
  }

  function fact({ uin, presence, client }: PresenceRow): PresenceFact | undefined {
    const id = peers.person(uin);
    return id === undefined || !directory.isBuddy(uin) ? undefined : { id, presence, client };
  }

  async function fetchMembers(gid: string, code: string, signal: AbortSignal): Promise<void> {
    const info = await calls.groupInfo(code, signal);
    directory.learnMembers(gid, info);
    const groupId = await directory.group(gid, code, signal);
    const members = await Promise.all(
      info.members.map(
        async ({ uin, nick, card, role, presence }): Promise<Member> => ({
          id: await directory.person(uin, signal),
          nick,
          card,
          role,
          presence,
        }),
      ),
    );
    const own = members.find(({ id }) => id === peers.self);
    await emit([
      { kind: 'members', groupId, members },
      {
        kind: 'group',
        group: {
          id: groupId,
          memo: info.memo,
          memberCount: members.length,
          ...(info.name === '' ? {} : { name: info.name }),
          ...(own ? { role: own.role } : {}),
        },
      },
    ]);
  }

  return {
    async publish(signal) {
      for (const step of [publishLists, publishPresence, publishSelf]) {
        try {
          await step(signal);
        } catch (cause) {
          if (signal.aborted) return;
          const error = AppError.from(cause);
          // What could not be fetched stays as it was stored.
          log.warn('webqq.roster-incomplete', { step: step.name, code: error.code, detail: error.detail });
        }
      }
    },
    async refresh(signal, atOnce = false) {
      if (!atOnce && now() - loadedAt < againAfterMs) return;
      loadedAt = now();
      await directory.load(signal);
      await publishLists(signal);
    },
    heard(item) {
      heardSince.set(item.uin, item);
      return fact(item);
    },
    fetchMembers,
    async refreshMembers(gid, code, signal) {
      const before = membersAt.get(gid);
      if (before !== undefined && now() - before < againAfterMs) return;
      membersAt.set(gid, now());
      try {
        await fetchMembers(gid, code, signal);
      } catch (cause) {
        if (!signal.aborted) log.warn('webqq.members-unknown', { code: AppError.from(cause).code });
      }
    },
  };
}

/** Index 0 is listed only when somebody renamed it (webqq.md 7.1). */
function categoryFacts(rows: readonly { index: number; sort: number; name: string }[]): Category[] {
  const facts = rows.map(({ index, sort, name }) => ({ id: String(index), name, sort }));
  return facts.some(({ id }) => id === '0') ? facts : [{ id: '0', name: '', sort: -1 }, ...facts];
}
