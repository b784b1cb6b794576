import type { AccountId, PeerId } from '#shared/ids.ts';
import type { Category, Contact, Group, GroupRole, MediaHash, Member, Policy } from '#shared/model.ts';
import type { Queries } from './sqlite.ts';

/** Buddies, groups and their members as last heard of. Presence is never stored: everybody loads as `unknown`. */
export interface RosterTable {
  categories(): { readonly accountId: AccountId; readonly categories: readonly Category[] }[];
  replaceCategories(accountId: AccountId, categories: readonly Category[]): void;
  contacts(): Contact[];
  putContact(contact: Contact): void;
  removeContact(accountId: AccountId, id: PeerId): void;
  groups(): Group[];
  putGroup(group: Group): void;
  /** Removes a group and its members. */
  removeGroup(accountId: AccountId, id: PeerId): void;
  members(accountId: AccountId, groupId: PeerId): Member[];
  replaceMembers(accountId: AccountId, groupId: PeerId, members: readonly Member[]): void;
}

interface CategoryRow extends Category {
  readonly account: AccountId;
}
interface ContactRow {
  readonly account: AccountId;
  readonly id: PeerId;
  readonly nick: string;
  readonly remark: string;
  readonly category: string;
  readonly signature: string;
  readonly avatar: MediaHash | null;
}
interface GroupRow {
  readonly account: AccountId;
  readonly id: PeerId;
  readonly name: string;
  readonly remark: string;
  readonly memo: string;
  readonly role: GroupRole;
  readonly member_count: number;
  readonly policy: Policy;
  readonly avatar: MediaHash | null;
}
interface MemberRow {
  readonly id: PeerId;
  readonly nick: string;
  readonly card: string;
  readonly role: GroupRole;
}

export function createRosterTable({ run, all }: Queries): RosterTable {
  return {
    categories: () => {
      const rows = all<CategoryRow>('SELECT account, id, name, sort FROM category ORDER BY account, sort, id');
      return [...Map.groupBy(rows, (row) => row.account)].map(([accountId, own]) => ({
        accountId,
        categories: own.map(({ id, name, sort }) => ({ id, name, sort })),
      }));
    },
    replaceCategories: (accountId, categories) => {
      run('DELETE FROM category WHERE account = ?', accountId);
      for (const { id, name, sort } of categories) {
        run('INSERT OR REPLACE INTO category (account, id, name, sort) VALUES (?, ?, ?, ?)', accountId, id, name, sort);
      }
    },
    contacts: () => all<ContactRow>('SELECT * FROM contact').map(toContact),
    putContact: (contact) =>
      run(
        'INSERT OR REPLACE INTO contact (account, id, nick, remark, category, signature, avatar) VALUES (?, ?, ?, ?, ?, ?, ?)',
        contact.accountId,
        contact.id,
        contact.nick,
        contact.remark,
        contact.categoryId,
        contact.signature,
        contact.avatar ?? null,
      ),
    removeContact: (accountId, id) => run('DELETE FROM contact WHERE account = ? AND id = ?', accountId, id),
    groups: () => all<GroupRow>('SELECT * FROM chat_group').map(toGroup),
    putGroup: (group) =>
      run(
        `INSERT OR REPLACE INTO chat_group (account, id, name, remark, memo, role, member_count, policy, avatar)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        group.accountId,
        group.id,
        group.name,
        group.remark,
        group.memo,
        group.role,
        group.memberCount,
        group.policy,
        group.avatar ?? null,
      ),
    removeGroup: (accountId, id) => {
      run('DELETE FROM chat_group WHERE account = ? AND id = ?', accountId, id);
      run('DELETE FROM member WHERE account = ? AND chat_group = ?', accountId, id);
    },
    members: (accountId, groupId) =>
      all<MemberRow>(
        'SELECT id, nick, card, role FROM member WHERE account = ? AND chat_group = ?',
        accountId,
        groupId,
      ).map((row) => ({ ...row, presence: 'unknown' as const })),
    replaceMembers: (accountId, groupId, members) => {
      run('DELETE FROM member WHERE account = ? AND chat_group = ?', accountId, groupId);
      for (const { id, nick, card, role } of members) {
        run(
          'INSERT OR REPLACE INTO member (account, chat_group, id, nick, card, role) VALUES (?, ?, ?, ?, ?, ?)',
          accountId,
          groupId,
          id,
          nick,
          card,
          role,
        );
      }
    },
  };
}

function toContact(row: ContactRow): Contact {
  return {
    accountId: row.account,
    id: row.id,
    nick: row.nick,
    remark: row.remark,
    categoryId: row.category,
    presence: 'unknown',
    signature: row.signature,
    ...(row.avatar === null ? {} : { avatar: row.avatar }),
  };
}

function toGroup(row: GroupRow): Group {
  return {
    accountId: row.account,
    id: row.id,
    name: row.name,
    remark: row.remark,
    memo: row.memo,
    role: row.role,
    memberCount: row.member_count,
    policy: row.policy,
    ...(row.avatar === null ? {} : { avatar: row.avatar }),
  };
}
