import type { HouseStore } from './house-store.ts';
import type { HouseCategory, HouseContact, HouseGroup, HouseMember, Person } from './house-types.ts';

/** Who is who, read once at start and kept in memory: every delivery asks it. */
export interface Roster {
  readonly people: Map<number, Person>;
  readonly contacts: Map<number, Map<number, HouseContact>>;
  /** Who has this person in the buddy list. */
  readonly watchers: Map<number, Set<number>>;
  readonly categories: Map<number, HouseCategory[]>;
  readonly groups: Map<number, HouseGroup & { readonly members: Map<number, HouseMember> }>;
  readonly groupsOf: Map<number, Set<number>>;
  /** Sequence of the newest message of each group. */
  readonly sequences: Map<number, number>;
  /** Number of the last message that each person has received for certain. */
  readonly acknowledged: Map<number, number>;
}

export function readRoster(store: HouseStore): Roster {
  const roster: Roster = {
    people: new Map(),
    contacts: new Map(),
    watchers: new Map(),
    categories: new Map(),
    groups: new Map(),
    groupsOf: new Map(),
    sequences: new Map(),
    acknowledged: new Map(),
  };
  for (const { robot, acknowledged, ...person } of store.people()) {
    roster.people.set(person.number, { ...person, ...(robot === null ? {} : { robot }) });
    roster.acknowledged.set(person.number, acknowledged);
  }
  for (const { owner, position, name } of store.categories()) {
    entry(roster.categories, owner, () => []).push({ index: position, name });
  }
  for (const { owner, person, remark, category } of store.contacts()) {
    addContact(roster, owner, { number: person, remark, category });
  }
  for (const { sequence, ...room } of store.rooms()) {
    roster.groups.set(room.number, { ...room, members: new Map() });
    roster.sequences.set(room.number, sequence);
  }
  for (const { room, person, admin, card, since } of store.members()) {
    const role = roster.groups.get(room)?.owner === person ? 'owner' : admin ? 'admin' : 'member';
    addMember(roster, room, { number: person, role, card, since });
  }
  return roster;
}

export function addContact(roster: Roster, owner: number, contact: HouseContact): void {
  entry(roster.contacts, owner, () => new Map<number, HouseContact>()).set(contact.number, contact);
  entry(roster.watchers, contact.number, () => new Set<number>()).add(owner);
}

export function addMember(roster: Roster, group: number, member: HouseMember): void {
  roster.groups.get(group)?.members.set(member.number, member);
  entry(roster.groupsOf, member.number, () => new Set<number>()).add(group);
}

/** The value under a key, made and kept when there is none. */
export function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
