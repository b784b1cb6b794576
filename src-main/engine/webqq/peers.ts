import { asPeerId, type PeerId } from '#shared/ids.ts';

/** The two session numbers of a group (webqq.md 2). */
export interface GroupNumbers {
  readonly gid: string;
  readonly code: string;
}

/** Session numbers and durable peers of one session. Numbers are drawn anew at each sign-in (webqq.md 2). */
export interface Peers {
  /** The account itself; its uin is its durable number. */
  readonly self: PeerId;
  person(uin: string): PeerId | undefined;
  group(gid: string): PeerId | undefined;
  uinOf(id: PeerId): string | undefined;
  numbersOf(id: PeerId): GroupNumbers | undefined;
  learnPerson(uin: string, id: PeerId): void;
  learnGroup(numbers: GroupNumbers, id: PeerId): void;
}

export function createPeers(self: PeerId): Peers {
  const people = new Map<string, PeerId>([
    [self, self],
    // Messages from another device of the account may come from 0 (webqq.md 8.5).
    ['0', self],
  ]);
  const uins = new Map<PeerId, string>([[self, self]]);
  const groups = new Map<string, PeerId>();
  const numbers = new Map<PeerId, GroupNumbers>();
  return {
    self,
    person: (uin) => people.get(uin),
    group: (gid) => groups.get(gid),
    uinOf: (id) => uins.get(id),
    numbersOf: (id) => numbers.get(id),
    learnPerson(uin, id) {
      people.set(uin, id);
      uins.set(id, uin);
    },
    learnGroup(known, id) {
      groups.set(known.gid, id);
      numbers.set(id, known);
    },
  };
}

/** The peer of a session number whose durable number cannot be had; good for this session only. */
export const temporaryPeer = (sessionNumber: string): PeerId => asPeerId(`~${sessionNumber}`);
