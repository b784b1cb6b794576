import type { ClientKind, Presence } from '#shared/model.ts';
import { decodeEntities } from './webqq-entities.ts';
import { asId, asList, asNumber, asRecord, asText, idNumber } from './webqq-json.ts';
import { clientType, parseClientType, parseStatus, statusCode, type WireStatus } from './webqq-status.ts';

/** A name as lists hold it: entities decoded (webqq.md 9.4). */
export const listName = (value: unknown): string => decodeEntities(asText(value));

/** A buddy of `get_user_friends2` (webqq.md 7.1). */
export interface FriendRow {
  /** Session number. */
  readonly uin: string;
  readonly nick: string;
  /** Empty when none. */
  readonly remark: string;
  /** Index of the category; 0 is the first one. */
  readonly category: number;
  /** The durable number; only from servers with the feature `account`. */
  readonly account?: string;
}
export interface CategoryRow {
  readonly index: number;
  readonly sort: number;
  readonly name: string;
}
export interface FriendList {
  /** Without index 0 unless somebody renamed it. */
  readonly categories: readonly CategoryRow[];
  readonly friends: readonly FriendRow[];
}

/** Reads the `result` of `get_user_friends2`. Never throws; what is missing is empty. */
export function parseFriends(result: unknown): FriendList {
  const fields = asRecord(result);
  const infos = asList(fields.info).map(asRecord);
  const rows = asList(fields.friends).map(asRecord);
  const infoOf = new Map(infos.map((info) => [asId(info.uin), info]));
  const remarkOf = new Map(
    asList(fields.marknames)
      .map(asRecord)
      .map((mark) => [asId(mark.uin), listName(mark.markname)]),
  );
  const friends = new Map<string, FriendRow>();
  // A buddy may stand in one of the two lists only.
  for (const row of [...rows, ...infos]) {
    const uin = asId(row.uin);
    if (uin === '' || friends.has(uin)) continue;
    const info = infoOf.get(uin) ?? {};
    const account = asId(info.account);
    friends.set(uin, {
      uin,
      nick: listName(info.nick),
      remark: remarkOf.get(uin) ?? '',
      category: asNumber(row.categories) ?? 0,
      ...(account === '' ? {} : { account }),
    });
  }
  const categories = asList(fields.categories)
    .map(asRecord)
    .flatMap((category) => {
      const index = asNumber(category.index);
      return index === undefined
        ? []
        : [{ index, sort: asNumber(category.sort) ?? index, name: listName(category.name) }];
    });
  return { categories, friends: [...friends.values()] };
}

/** Writes the `result` of `get_user_friends2`: five aligned arrays, also when empty (webqq.md 7.1). */
export function composeFriends({ categories, friends }: FriendList): unknown {
  return {
    friends: friends.map(({ uin, category }) => ({ flag: category * 4, uin: idNumber(uin), categories: category })),
    marknames: friends
      .filter(({ remark }) => remark !== '')
      .map(({ uin, remark }) => ({ uin: idNumber(uin), markname: remark, type: 0 })),
    categories,
    vipinfo: friends.map(({ uin }) => ({ vip_level: 0, u: idNumber(uin), is_vip: 0 })),
    info: friends.map(({ uin, nick, account }) => ({
      face: 0,
      flag: 0,
      nick,
      uin: idNumber(uin),
      ...(account === undefined ? {} : { account: idNumber(account) }),
    })),
  };
}

/** Somebody's presence, from `get_online_buddies2`, a member list or a poll. */
export interface PresenceRow {
  readonly uin: string;
  readonly presence: Presence;
  readonly client: ClientKind;
}

/** Reads one `{uin, status, client_type}` (webqq.md 6.1, 8.6); `undefined` without a number. An unknown word is `unknown`. */
export function parsePresence(value: unknown): PresenceRow | undefined {
  const fields = asRecord(value);
  const uin = asId(fields.uin);
  const presence = parseStatus(fields.status ?? fields.stat) ?? 'unknown';
  return uin === '' ? undefined : { uin, presence, client: parseClientType(fields.client_type) };
}

/** Reads the `result` of `get_online_buddies2`; buddies that are not in it are offline (webqq.md 6.1). */
export function parseOnline(result: unknown): PresenceRow[] {
  return asList(result).flatMap((row) => parsePresence(row) ?? []);
}

/** Writes one `{uin, status, client_type}`. */
export function composePresence(row: { uin: string; presence: WireStatus; client: ClientKind }): unknown {
  return { client_type: clientType(row.client), status: row.presence, uin: idNumber(row.uin) };
}

/** A signature of `get_single_long_nick2` (webqq.md 7.6). */
export interface SignatureRow {
  readonly uin: string;
  readonly signature: string;
}

/** Reads the `result` of `get_single_long_nick2` and `get_long_nick`. */
export function parseSignatures(result: unknown): SignatureRow[] {
  return asList(result)
    .map(asRecord)
    .flatMap((row) => {
      const uin = asId(row.uin);
      return uin === '' ? [] : [{ uin, signature: listName(row.lnick) }];
    });
}

/** Writes the `result` of `get_single_long_nick2`. */
export function composeSignature({ uin, signature }: SignatureRow): unknown {
  return [{ uin: idNumber(uin), lnick: signature }];
}

/** A profile of `get_friend_info2` or `get_self_info2` (webqq.md 7.5), as far as this client shows it. */
export interface ProfileRow {
  readonly uin: string;
  readonly nick: string;
  /** Present in own profiles only. */
  readonly signature?: string;
  readonly account?: string;
}

/** Reads the `result` of `get_friend_info2` and `get_self_info2`; `undefined` without a number. */
export function parseProfile(result: unknown): ProfileRow | undefined {
  const fields = asRecord(result);
  const account = asId(fields.account);
  const uin = asId(fields.uin) || account;
  if (uin === '') return undefined;
  return {
    uin,
    nick: listName(fields.nick),
    ...(fields.lnick === undefined ? {} : { signature: listName(fields.lnick) }),
    ...(account === '' ? {} : { account }),
  };
}

/** Writes the `result` of `get_friend_info2` and `get_self_info2`, with every field that strict clients read. */
export function composeProfile(row: ProfileRow & { presence: WireStatus; client: ClientKind }): unknown {
  return {
    uin: idNumber(row.uin),
    nick: row.nick,
    face: 0,
    gender: 'unknown',
    birthday: { year: 0, month: 0, day: 0 },
    country: '',
    province: '',
    city: '',
    phone: '-',
    mobile: '-',
    email: '',
    homepage: '-',
    occupation: '',
    college: '-',
    personal: '',
    blood: 0,
    shengxiao: 0,
    constel: 0,
    allow: 1,
    stat: statusCode(row.presence),
    vip_info: 0,
    client_type: clientType(row.client),
    ...(row.signature === undefined ? {} : { lnick: row.signature }),
    ...(row.account === undefined ? {} : { account: idNumber(row.account) }),
  };
}

/** Reads the `result` of `get_friend_uin2` (webqq.md 7.10): the durable number behind a session number. */
export function parseRealNumber(result: unknown): string | undefined {
  return asId(asRecord(result).account) || undefined;
}
