import type { Member } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import { isReachable } from '../../../data/select.ts';

/** The parts of the member list, in their order. */
export const sections = ['owner', 'admin', 'online', 'offline', 'unknown'] as const;
export type Section = (typeof sections)[number];

/** One line of the member pane. */
export type MemberRow =
  | { readonly kind: 'section'; readonly section: Section; readonly count: number }
  | {
      readonly kind: 'member';
      readonly member: Member;
      readonly name: string;
      readonly section: Section;
      /** From 1, among the members that are listed, and how many they are. */
      readonly position: number;
      readonly setSize: number;
    };

interface Named {
  readonly member: Member;
  readonly name: string;
  readonly section: Section;
  /** What a search looks into, in small letters. */
  readonly searched: string;
}

const byName = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true, sensitivity: 'base' });

/** Names and sorts the members once; a search then only picks from them. `known` is whether presence can be trusted. */
export function nameMembers(members: readonly Member[], known: boolean): readonly Named[] {
  return members
    .map((member) => {
      const name = cleanName(member.card) || cleanName(member.nick) || member.id;
      const searched = `${member.card}\n${member.nick}\n${member.id}`.toLowerCase();
      return { member, name, section: sectionOf(member, known), searched };
    })
    .sort((one, other) => byName.compare(one.name, other.name));
}

/** The lines of the pane: sections that have somebody, each under its heading. */
export function memberRows(named: readonly Named[], query: string): readonly MemberRow[] {
  const wanted = query.trim().toLowerCase();
  const found = wanted === '' ? named : named.filter(({ searched }) => searched.includes(wanted));
  let position = 0;
  return sections.flatMap((section): MemberRow[] => {
    const here = found.filter((each) => each.section === section);
    if (here.length === 0) return [];
    return [
      { kind: 'section', section, count: here.length },
      ...here.map(({ member, name }) => {
        position += 1;
        return { kind: 'member', member, name, section, position, setSize: found.length } as const;
      }),
    ];
  });
}

function sectionOf({ role, presence }: Member, known: boolean): Section {
  if (role !== 'member') return role;
  if (!known || presence === 'unknown') return 'unknown';
  return isReachable(presence) ? 'online' : 'offline';
}
