import type { ClientKind, GroupRole, Policy, Presence } from '#shared/model.ts';
import { listName, parsePresence } from './webqq-friends.ts';
import { asId, asList, asNumber, asRecord, idNumber, type JsonRecord } from './webqq-json.ts';
import { clientType, statusCode, type WireStatus } from './webqq-status.ts';

/** A group of `get_group_name_list_mask2` (webqq.md 7.2). */
export interface GroupRow {
  /** Session number: sender of its messages and target when sending. */
  readonly gid: string;
  /** Second number, wanted by `get_group_info_ext2`. */
  readonly code: string;
  readonly name: string;
  /** Empty when none. */
  readonly remark: string;
  readonly policy: Policy;
  /** The durable number, the own role and the number of members; only from servers with the feature `account`. */
  readonly account?: string;
  readonly role?: GroupRole;
  readonly memberCount?: number;
}

const roles: readonly GroupRole[] = ['owner', 'admin', 'member'];
const policies: readonly Policy[] = ['notify', 'silent', 'block'];

/** Reads the `result` of `get_group_name_list_mask2`. Never throws. */
export function parseGroups(result: unknown): GroupRow[] {
  const fields = asRecord(result);
  const masks = new Map(
    asList(fields.gmasklist)
      .map(asRecord)
      .map((row) => [asId(row.gid), asNumber(row.mask) ?? 0]),
  );
  const remarks = new Map(
    asList(fields.gmarklist)
      .map(asRecord)
      .map((row) => [asId(row.uin), listName(row.markname)]),
  );
  return asList(fields.gnamelist)
    .map(asRecord)
    .flatMap((row) => {
      const gid = asId(row.gid);
      if (gid === '') return [];
      const account = asId(row.account);
      const role = roles.find((each) => each === row.role);
      const memberCount = asNumber(row.members);
      return [
        {
          gid,
          code: asId(row.code) || gid,
          name: listName(row.name),
          remark: remarks.get(gid) ?? '',
          // gid 1000 is the default for all (webqq.md 7.2).
          policy: policies[masks.get(gid) ?? masks.get('1000') ?? 0] ?? 'notify',
          ...(account === '' ? {} : { account }),
          ...(role === undefined ? {} : { role }),
          ...(memberCount === undefined ? {} : { memberCount }),
        },
      ];
    });
}

/** Writes the `result` of `get_group_name_list_mask2`. */
export function composeGroups(groups: readonly GroupRow[]): unknown {
  return {
    gnamelist: groups.map(({ gid, code, name, account, role, memberCount }) => ({
      flag: 0,
      name,
      gid: idNumber(gid),
      code: idNumber(code),
      ...(account === undefined ? {} : { account: idNumber(account) }),
      ...(role === undefined ? {} : { role }),
      ...(memberCount === undefined ? {} : { members: memberCount }),
    })),
    gmasklist: [
      { gid: 1000, mask: 0 },
      ...groups
        .filter(({ policy }) => policy !== 'notify')
        .map(({ gid, policy }) => ({ gid: idNumber(gid), mask: policies.indexOf(policy) })),
    ],
    gmarklist: groups
      .filter(({ remark }) => remark !== '')
      .map(({ gid, remark }) => ({ uin: idNumber(gid), markname: remark })),
  };
}

/** A member in `get_group_info_ext2` (webqq.md 7.3). */
export interface MemberRow {
  readonly uin: string;
  readonly nick: string;
  /** Empty when none. */
  readonly card: string;
  readonly role: GroupRole;
  /** `unknown` when the service told nothing about anybody. */
  readonly presence: Presence;
  readonly client: ClientKind;
  /** The durable number; only from servers with the feature `account`. */
  readonly account?: string;
}
/** The `result` of `get_group_info_ext2`. Empty texts also where the service left them out. */
export interface GroupInfo {
  readonly gid: string;
  readonly code: string;
  readonly name: string;
  readonly remark: string;
  /** The announcement. */
  readonly memo: string;
  readonly owner: string;
  readonly members: readonly MemberRow[];
}

/** Reads the `result` of `get_group_info_ext2`, also partial ones that came with a retcode (webqq.md 7.3). Never throws. */
export function parseGroupInfo(result: unknown): GroupInfo {
  const fields = asRecord(result);
  const ginfo = asRecord(fields.ginfo);
  const owner = asId(ginfo.owner);
  const infos = new Map<string, JsonRecord>(
    asList(fields.minfo)
      .map(asRecord)
      .map((row) => [asId(row.uin), row]),
  );
  const flags = new Map(
    asList(ginfo.members)
      .map(asRecord)
      .map((row) => [asId(row.muin), asNumber(row.mflag) ?? 0]),
  );
  const cards = new Map(
    asList(fields.cards)
      .map(asRecord)
      .map((row) => [asId(row.muin), listName(row.card)]),
  );
  const stats = new Map(
    asList(fields.stats)
      .flatMap((row) => parsePresence(row) ?? [])
      .map((row) => [row.uin, row]),
  );
  const uins = new Set([...flags.keys(), ...infos.keys()]);
  uins.delete('');
  return {
    gid: asId(ginfo.gid),
    code: asId(ginfo.code),
    name: listName(ginfo.name),
    remark: listName(ginfo.markname),
    memo: listName(ginfo.memo),
    owner,
    members: Array.from(uins, (uin) => {
      const account = asId(infos.get(uin)?.account);
      return {
        uin,
        nick: listName(infos.get(uin)?.nick),
        card: cards.get(uin) ?? '',
        role: uin === owner ? 'owner' : (flags.get(uin) ?? 0) & 1 ? 'admin' : 'member',
        presence: stats.get(uin)?.presence ?? (Array.isArray(fields.stats) ? 'offline' : 'unknown'),
        client: stats.get(uin)?.client ?? 'computer',
        ...(account === '' ? {} : { account }),
      };
    }),
  };
}

/** Writes the `result` of `get_group_info_ext2`: aligned arrays, `cards` also when empty, `stats` of those online. */
export function composeGroupInfo(
  info: Omit<GroupInfo, 'members'> & { members: readonly (MemberRow & { presence: WireStatus })[] },
): unknown {
  const online = info.members.filter(({ presence }) => presence !== 'offline');
  return {
    ginfo: {
      face: 0,
      memo: info.memo,
      class: 0,
      fingermemo: '',
      code: idNumber(info.code),
      createtime: 0,
      flag: 0,
      level: 0,
      name: info.name,
      gid: idNumber(info.gid),
      owner: idNumber(info.owner),
      members: info.members.map(({ uin, role }) => ({ muin: idNumber(uin), mflag: role === 'admin' ? 1 : 0 })),
      option: 2,
      ...(info.remark === '' ? {} : { markname: info.remark }),
    },
    minfo: info.members.map(({ uin, nick, account }) => ({
      nick,
      province: '',
      gender: 'unknown',
      uin: idNumber(uin),
      country: '',
      city: '',
      ...(account === undefined ? {} : { account: idNumber(account) }),
    })),
    cards: info.members.filter(({ card }) => card !== '').map(({ uin, card }) => ({ muin: idNumber(uin), card })),
    stats: online.map(({ uin, presence, client }) => ({
      client_type: clientType(client),
      uin: idNumber(uin),
      stat: statusCode(presence),
    })),
    vipinfo: info.members.map(({ uin }) => ({ vip_level: 0, u: idNumber(uin), is_vip: 0 })),
  };
}
