import type { Pool } from '#main/net/pool.ts';
import {
  type FriendList,
  type PresenceRow,
  type ProfileRow,
  parseFriends,
  parseOnline,
  parseProfile,
  parseRealNumber,
  parseSignatures,
} from '#main/wire/webqq-friends.ts';
import { type GroupInfo, type GroupRow, parseGroupInfo, parseGroups } from '#main/wire/webqq-groups.ts';
import type { Reply } from '#main/wire/webqq-json.ts';
import { AppError } from '#shared/errors.ts';
import { createHashSearch } from './list-hash.ts';
import type { SignedIn } from './login.ts';
import { expectOk, retcodeError } from './retcodes.ts';
import { type Call, cacheBreaker, type Service } from './service.ts';
import type { WebqqTask } from './tasks.ts';

/** The questions of webqq.md 6 and 7 to one open session. Each runs in the pool and rejects with an AppError. */
export interface Calls {
  friends(signal: AbortSignal): Promise<FriendList>;
  groups(signal: AbortSignal): Promise<GroupRow[]>;
  /** Buddies that are not in it are offline. */
  online(signal: AbortSignal): Promise<PresenceRow[]>;
  /** Partial data counts as data (webqq.md 7.3). */
  groupInfo(code: string, signal: AbortSignal): Promise<GroupInfo>;
  profile(uin: string, signal: AbortSignal): Promise<ProfileRow>;
  /** The profile of somebody who is no buddy. */
  stranger(uin: string, signal: AbortSignal): Promise<ProfileRow>;
  ownProfile(signal: AbortSignal): Promise<ProfileRow>;
  signature(uin: string, signal: AbortSignal): Promise<string>;
  setSignature(signature: string, signal: AbortSignal): Promise<void>;
  setStatus(status: string, signal: AbortSignal): Promise<void>;
  /** The durable number of a session number. `challenge-needed` when a picture is demanded (webqq.md 7.10). */
  realNumber(kind: 'person' | 'group', id: string, signal: AbortSignal): Promise<string>;
}

const captchaNeeded = 1000;

export function createCalls(
  service: Service,
  pool: Pool<WebqqTask>,
  { vfwebqq, psessionid, clientid, uin: own }: SignedIn,
  ptwebqq: () => string,
): Calls {
  function ask<Result>(
    kind: WebqqTask,
    call: Call,
    read: (reply: Reply) => Result,
    signal: AbortSignal,
    share = `${call.path} ${JSON.stringify(call.query ?? {})}`,
  ): Promise<Result> {
    const timed = call.r ? call : { ...call, query: { ...call.query, t: cacheBreaker() } };
    const work = async (deadlineMs: number, workSignal: AbortSignal) =>
      read(await service.reply({ ...timed, deadlineMs }, workSignal));
    return pool.run({ kind, share, work }, signal);
  }
  const api = (name: string, query: Record<string, string>): Call => ({
    role: 's',
    path: `/api/${name}`,
    query: { ...query, vfwebqq },
  });
  const channel = (name: string, query: Record<string, string>): Call => ({
    role: 'd',
    path: `/channel/${name}`,
    query: { ...query, clientid, psessionid },
  });
  const result =
    <Result>(name: string, read: (value: unknown) => Result | undefined) =>
    (reply: Reply): Result => {
      const value = read(expectOk(name, reply));
      if (value === undefined) throw new AppError('bad-reply', { detail: { call: name, sent: true } });
      return value;
    };
  const hashes = createHashSearch(own, ptwebqq);
  function list<Result>(
    kind: WebqqTask,
    name: string,
    parse: (value: unknown) => Result | undefined,
    signal: AbortSignal,
  ): Promise<Result> {
    const work = async (deadlineMs: number, workSignal: AbortSignal) => {
      const reply = await hashes.ask((hash) =>
        service.reply({ role: 's', path: `/api/${name}`, r: { h: 'hello', hash, vfwebqq }, deadlineMs }, workSignal),
      );
      return result(name, parse)(reply);
    };
    return pool.run({ kind, share: name, work }, signal);
  }
  const profile = (name: string, query: Record<string, string>, signal: AbortSignal) =>
    ask('fetch-buddy-information', api(name, query), result(name, parseProfile), signal);

  return {
    friends: (signal) => list('fetch-buddy-information', 'get_user_friends2', parseFriends, signal),
    groups: (signal) => list('fetch-group-information', 'get_group_name_list_mask2', parseGroups, signal),
    online: (signal) => {
      const call = channel('get_online_buddies2', { vfwebqq });
      return ask('fetch-buddy-information', call, result('get_online_buddies2', parseOnline), signal);
    },
    groupInfo: (code, signal) => {
      const name = 'get_group_info_ext2';
      const read = ({ retcode, result: value }: Reply) => {
        const info = parseGroupInfo(value);
        if (retcode !== 0 && info.members.length === 0) throw retcodeError(name, retcode);
        return info;
      };
      return ask('fetch-group-information', api(name, { gcode: code, cb: 'undefined' }), read, signal);
    },
    profile: (uin, signal) => profile('get_friend_info2', { tuin: uin, verifysession: '', code: '' }, signal),
    stranger: (uin, signal) =>
      profile('get_stranger_info2', { tuin: uin, verifysession: '', gid: '0', code: '' }, signal),
    ownProfile: (signal) => profile('get_self_info2', {}, signal),
    signature: (uin, signal) => {
      const name = 'get_single_long_nick2';
      const read = (value: unknown) => parseSignatures(value).at(0)?.signature ?? '';
      return ask('fetch-buddy-information', api(name, { tuin: uin }), result(name, read), signal);
    },
    setSignature: async (signature, signal) => {
      const call: Call = { role: 's', path: '/api/set_long_nick2', r: { nlk: signature, vfwebqq } };
      await ask('update-long-nick', call, (reply) => expectOk('set_long_nick2', reply), signal, signature);
    },
    setStatus: async (status, signal) => {
      const call = channel('change_status2', { newstatus: status });
      await ask('update-long-nick', call, (reply) => expectOk('change_status2', reply), signal);
    },
    realNumber: (kind, id, signal) => {
      const name = 'get_friend_uin2';
      const query = { tuin: id, verifysession: '', type: kind === 'person' ? '1' : '4', code: '' };
      const read = (reply: Reply) => {
        if (reply.retcode === captchaNeeded) throw retcodeError(name, reply.retcode, 'challenge-needed');
        return result(name, parseRealNumber)(reply);
      };
      return ask('fetch-buddy-information', api(name, query), read, signal);
    },
  };
}
