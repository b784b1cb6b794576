import { join } from 'node:path';
import type { Log } from '#shared/log.ts';
import { createHouseAdmin, type HouseAdmin } from './house-admin.ts';
import { createHouseStore } from './house-store.ts';
import type { HouseCategory, HouseContact, HouseGroup, HouseMessage, Person, Target } from './house-types.ts';
import { createPosting, type Posting } from './posting.ts';
import { readRoster } from './roster.ts';
import { createSecrets } from './secrets.ts';

/** People, contacts, groups and messages, and who may see what. Knows no protocol and nothing of who is signed in. */
export interface House extends HouseAdmin, Posting {
  person(number: number): Person | undefined;
  people(): readonly Person[];
  /** What the password of an account is checked with (webqq.md 14, K); `undefined` for robots and strangers. */
  passwordKey(number: number): Uint8Array | undefined;
  contacts(owner: number): readonly HouseContact[];
  categories(owner: number): readonly HouseCategory[];
  /** Who has this person in the buddy list, and so learns of its status. */
  watchers(number: number): ReadonlySet<number>;
  group(number: number): HouseGroup | undefined;
  groupsOf(person: number): readonly HouseGroup[];
  /** Whether one may see the profile of the other: oneself, a buddy, or a member of a common group. */
  maySee(viewer: number, other: number): boolean;
  /** Whether each of two people has the other in the buddy list. */
  areBuddies(one: number, other: number): boolean;
  /** Whether a message would be accepted: from a buddy to a buddy, or from a member to its group. */
  mayWrite(sender: number, target: Target): boolean;
  setSignature(person: number, signature: string): void;
  /** What a person has not received yet, oldest first. `after` is a message number. */
  backlog(person: number, after: number, limit: number): HouseMessage[];
  /** Number of the last message that the person has received for certain. */
  acknowledged(person: number): number;
  /** Whom a person wrote with lately, newest first, at most `limit`. */
  recent(person: number, limit: number): Target[];
  close(): void;
}

const nobody: ReadonlySet<number> = new Set();

/** Opens the house whose database and key file are in `dir`. Throws `storage` or `disk-full`. */
export function openHouse(dir: string, log: Log): House {
  const secrets = createSecrets(join(dir, 'server.key'));
  const store = createHouseStore(join(dir, 'server.db'), log);
  const roster = readRoster(store);
  const posting = createPosting(store, roster, mayWrite);

  function groupsOf(person: number): HouseGroup[] {
    return Array.from(roster.groupsOf.get(person) ?? nobody).flatMap((number) => roster.groups.get(number) ?? []);
  }

  function mayWrite(sender: number, target: Target): boolean {
    if (target.kind === 'person') return roster.contacts.get(sender)?.has(target.number) ?? false;
    return roster.groups.get(target.number)?.members.has(sender) ?? false;
  }

  return {
    ...createHouseAdmin(store, roster, secrets),
    ...posting,
    person: (number) => roster.people.get(number),
    people: () => [...roster.people.values()],
    passwordKey(number) {
      const sealed = store.secret(number);
      const key = sealed && secrets.open(String(number), sealed);
      if (sealed && !key) log.error('server.key-file-does-not-fit', { account: number });
      return key;
    },
    contacts: (owner) => [...(roster.contacts.get(owner)?.values() ?? [])],
    categories: (owner) => roster.categories.get(owner) ?? [],
    watchers: (number) => roster.watchers.get(number) ?? nobody,
    group: (number) => roster.groups.get(number),
    groupsOf,
    maySee: (viewer, other) =>
      viewer === other ||
      (roster.contacts.get(viewer)?.has(other) ?? false) ||
      groupsOf(viewer).some((group) => group.members.has(other)),
    areBuddies: (one, other) =>
      (roster.contacts.get(one)?.has(other) ?? false) && (roster.contacts.get(other)?.has(one) ?? false),
    mayWrite,
    setSignature(person, signature) {
      const known = roster.people.get(person);
      if (!known) return;
      store.setSignature(person, signature);
      roster.people.set(person, { ...known, signature });
    },
    backlog(person, after, limit) {
      const rooms = groupsOf(person).map(({ number, members }) => ({ number, since: members.get(person)?.since ?? 0 }));
      return store.messagesFor(person, rooms, after, limit);
    },
    acknowledged: (person) => roster.acknowledged.get(person) ?? 0,
    recent(person, limit) {
      const rooms = groupsOf(person).map(({ number }) => number);
      return store
        .recent(person, rooms)
        .sort((left, right) => right.message - left.message)
        .slice(0, limit)
        .map(({ target }) => target);
    },
    close() {
      posting.flush();
      store.close();
    },
  };
}
