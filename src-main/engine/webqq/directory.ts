import type { FriendList } from '#main/wire/webqq-friends.ts';
import type { GroupInfo, GroupRow } from '#main/wire/webqq-groups.ts';
import { AppError } from '#shared/errors.ts';
import { asPeerId, type PeerId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Calls } from './calls.ts';
import { type Peers, temporaryPeer } from './peers.ts';

/** The lists of one session, and who is meant by its session numbers. */
export interface Directory {
  readonly peers: Peers;
  /** Fetches both lists. Rejects with an AppError; what was known stays. */
  load(signal: AbortSignal): Promise<void>;
  friends(): FriendList;
  groups(): readonly GroupRow[];
  isBuddy(uin: string): boolean;
  /** Keeps names and durable numbers that a group's information told. */
  learnMembers(gid: string, info: GroupInfo): void;
  /** Never rejects with anything but `cancelled`: without a durable number it is a temporary peer (webqq.md 13). */
  person(uin: string, signal: AbortSignal): Promise<PeerId>;
  /** As {@link person}, for a group. */
  group(gid: string, code: string, signal: AbortSignal): Promise<PeerId>;
  /** The name to show for somebody: in a group the card, else the remark, else the nick. `undefined` when not known. */
  nameOf(uin: string, gid?: string): string | undefined;
  learnName(uin: string, name: string): void;
}

export function createDirectory(calls: Calls, peers: Peers, log: Log): Directory {
  let friends: FriendList = { categories: [], friends: [] };
  let groups: readonly GroupRow[] = [];
  let buddies = new Set<string>();
  const names = new Map<string, string>();
  const members = new Map<string, ReadonlyMap<string, string>>();
  // Once the service demands a picture for one number it does so for all (webqq.md 7.10).
  let numbersRefused = false;

  async function realNumber(kind: 'person' | 'group', id: string, signal: AbortSignal): Promise<PeerId> {
    try {
      if (!numbersRefused) return asPeerId(await calls.realNumber(kind, id, signal));
    } catch (cause) {
      if (signal.aborted) throw cause;
      const { code, detail } = AppError.from(cause);
      if (code === 'challenge-needed') numbersRefused = true;
      log.info('webqq.number-unknown', { kind, code, retcode: detail?.retcode });
    }
    return temporaryPeer(id);
  }

  return {
    peers,
    async load(signal) {
      [friends, groups] = await Promise.all([calls.friends(signal), calls.groups(signal)]);
      buddies = new Set(friends.friends.map(({ uin }) => uin));
      for (const { uin, nick, remark, account } of friends.friends) {
        names.set(uin, remark || nick);
        if (account !== undefined) peers.learnPerson(uin, asPeerId(account));
      }
      for (const { gid, code, account } of groups) {
        if (account !== undefined) peers.learnGroup({ gid, code }, asPeerId(account));
      }
    },
    friends: () => friends,
    groups: () => groups,
    isBuddy: (uin) => buddies.has(uin),
    learnMembers(gid, info) {
      members.set(gid, new Map(info.members.map(({ uin, card, nick }) => [uin, card || nick])));
      for (const { uin, account } of info.members) {
        if (account !== undefined && peers.person(uin) === undefined) peers.learnPerson(uin, asPeerId(account));
      }
    },
    async person(uin, signal) {
      const known = peers.person(uin);
      if (known !== undefined) return known;
      const id = await realNumber('person', uin, signal);
      peers.learnPerson(uin, id);
      return id;
    },
    async group(gid, code, signal) {
      const known = peers.group(gid);
      if (known !== undefined) return known;
      const id = await realNumber('group', code, signal);
      peers.learnGroup({ gid, code }, id);
      return id;
    },
    nameOf: (uin, gid) => (gid === undefined ? undefined : members.get(gid)?.get(uin)) || names.get(uin) || undefined,
    learnName: (uin, name) => void names.set(uin, name),
  };
}
