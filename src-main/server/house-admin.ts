import { passwordKey } from '#main/wire/webqq-password.ts';
import { AppError } from '#shared/errors.ts';
import type { HouseStore } from './house-store.ts';
import type { HouseMember, Person, RobotKind } from './house-types.ts';
import { addContact, addMember, type Roster } from './roster.ts';
import type { Secrets } from './secrets.ts';

export interface NewPerson {
  /** From 10001 to 4294967295; the next free one when left out. */
  readonly number?: number;
  readonly nick: string;
  /** Robots have none and cannot sign in. */
  readonly password?: string;
  readonly signature?: string;
  readonly robot?: RobotKind;
  /** Names of categories 1, 2, …; category 0 needs none. */
  readonly categories?: readonly string[];
}
export interface NewGroup {
  readonly number?: number;
  readonly name: string;
  readonly memo?: string;
  readonly owner: number;
  readonly members: readonly { readonly number: number; readonly admin?: boolean; readonly card?: string }[];
}

/** What an administrator does. What is added while people are signed in shows at their next sign-in. */
export interface HouseAdmin {
  /** All that `work` adds is stored, or nothing of it. After a failure the house must be opened anew. */
  together<T>(work: () => T): T;
  /** Gives the account number. Throws `bad-request` for a number that is taken or out of range, or an empty nick. */
  addPerson(person: NewPerson): number;
  /** Gives the group number. The owner becomes a member. Throws `bad-request` as above, or for people who do not exist. */
  addGroup(group: NewGroup): number;
  /** Puts each of two people into the other's buddy list. Throws `bad-request` for people who do not exist. */
  befriend(one: number, other: number): void;
  /** Changes an entry of a buddy list. Throws `bad-request` unless the two are buddies. */
  arrangeContact(owner: number, contact: number, where: { readonly remark?: string; readonly category?: number }): void;
}

const numberRange = { first: 10_001, last: 4_294_967_295 };

const badRequest = (reason: string): AppError => new AppError('bad-request', { detail: { reason } });

export function createHouseAdmin(store: HouseStore, roster: Roster, secrets: Secrets): HouseAdmin {
  /** People and groups draw from one range, so that no number means two things. */
  function freeNumber(wanted: number | undefined): number {
    const taken = (number: number) => roster.people.has(number) || roster.groups.has(number);
    let number = wanted ?? numberRange.first;
    if (wanted === undefined) while (taken(number)) number += 1;
    const valid = Number.isInteger(number) && number >= numberRange.first && number <= numberRange.last;
    if (!valid || taken(number)) throw badRequest('number');
    return number;
  }

  function demand(number: number): void {
    if (!roster.people.has(number)) throw badRequest('person');
  }

  return {
    together: store.together,
    addPerson({ number: wanted, nick, password, signature = '', robot, categories = [] }) {
      const number = freeNumber(wanted);
      if (nick.trim() === '') throw badRequest('nick');
      const person: Person = { number, nick, signature, ...(robot === undefined ? {} : { robot }) };
      const secret =
        password === undefined ? undefined : secrets.seal(String(number), passwordKey(password, String(number)));
      const acknowledged = store.newestMessage();
      const named = categories.map((name, index) => ({ index: index + 1, name }));
      store.together(() => {
        store.insertPerson(person, secret, acknowledged);
        for (const { index, name } of named) store.insertCategory(number, index, name);
      });
      roster.people.set(number, person);
      roster.acknowledged.set(number, acknowledged);
      roster.categories.set(number, named);
      return number;
    },
    addGroup({ number: wanted, name, memo = '', owner, members }) {
      const number = freeNumber(wanted);
      const since = store.newestMessage();
      const rows = new Map<number, HouseMember>();
      for (const each of [{ number: owner }, ...members] as NewGroup['members']) {
        demand(each.number);
        const role = each.number === owner ? 'owner' : each.admin ? 'admin' : 'member';
        rows.set(each.number, { number: each.number, role, card: each.card ?? '', since });
      }
      const group = { number, name, memo, owner };
      store.together(() => {
        store.insertRoom(group);
        for (const member of rows.values()) store.putMember(number, member);
      });
      roster.groups.set(number, { ...group, members: new Map() });
      for (const member of rows.values()) addMember(roster, number, member);
      return number;
    },
    befriend(one, other) {
      demand(one);
      demand(other);
      if (one === other) throw badRequest('person');
      const pairs = [
        [one, other],
        [other, one],
      ] as const;
      store.together(() => {
        for (const [owner, person] of pairs) {
          if (!roster.contacts.get(owner)?.has(person)) store.putContact(owner, person, '', 0);
        }
      });
      for (const [owner, person] of pairs) {
        if (!roster.contacts.get(owner)?.has(person))
          addContact(roster, owner, { number: person, remark: '', category: 0 });
      }
    },
    arrangeContact(owner, number, { remark, category }) {
      const contact = roster.contacts.get(owner)?.get(number);
      if (!contact) throw badRequest('contact');
      const next = { number, remark: remark ?? contact.remark, category: category ?? contact.category };
      store.putContact(owner, number, next.remark, next.category);
      addContact(roster, owner, next);
    },
  };
}
