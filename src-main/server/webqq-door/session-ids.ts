import { randomInt } from 'node:crypto';

/**
 * The numbers that one sign-in knows people and groups by: drawn anew for each, the same within one, never equal to
 * each other (webqq.md 2). The own number stays what it is.
 */
export interface SessionIds {
  uin(person: number): string;
  gid(group: number): string;
  code(group: number): string;
  /** The person behind a session number that was given out. */
  person(uin: string): number | undefined;
  /** The group behind a gid or a code: clients mix them up (webqq.md 7.10, 7.11). */
  group(id: string): number | undefined;
}

export function createSessionIds(own: number): SessionIds {
  const meaning = new Map<string, { readonly kind: 'person' | 'group'; readonly number: number }>([
    [String(own), { kind: 'person', number: own }],
  ]);
  const uins = new Map<number, string>([[own, String(own)]]);
  const gids = new Map<number, string>();
  const codes = new Map<number, string>();

  function idOf(known: Map<number, string>, kind: 'person' | 'group', number: number): string {
    let id = known.get(number);
    if (id === undefined) {
      do id = String(randomInt(1_000_000_000, 4_294_967_296));
      while (meaning.has(id) || id === String(number));
      known.set(number, id);
      meaning.set(id, { kind, number });
    }
    return id;
  }

  function find(kind: 'person' | 'group', id: string): number | undefined {
    const found = meaning.get(id);
    return found?.kind === kind ? found.number : undefined;
  }

  return {
    uin: (person) => idOf(uins, 'person', person),
    gid: (group) => idOf(gids, 'group', group),
    code: (group) => idOf(codes, 'group', group),
    person: (uin) => find('person', uin),
    group: (id) => find('group', id),
  };
}
