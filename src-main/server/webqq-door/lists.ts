import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { composeFriends, composeProfile, composeSignature } from '#main/wire/webqq-friends.ts';
import { composeGroupInfo, composeGroups } from '#main/wire/webqq-groups.ts';
import { asId, idNumber } from '#main/wire/webqq-json.ts';
import { listHashes } from '#main/wire/webqq-list-hash.ts';
import { type Answer, type Call, type Door, no, ok, readCall, sendJson } from './request.ts';
import type { WebSession } from './sessions.ts';

type Handler = (door: Door, session: WebSession, call: Call) => Answer;

const handlers: Readonly<Record<string, Handler>> = {
  get_user_friends2: friends,
  get_group_name_list_mask2: groups,
  get_group_info_ext2: groupInfo,
  get_friend_info2: friendInfo,
  get_single_long_nick2: signature,
  set_long_nick2: setSignature,
  get_friend_uin2: realNumber,
};

/** The calls that want a `hash`. */
const hashed: readonly Handler[] = [friends, groups];

const signatureLimit = 200;

/** Everything under `/api/` (webqq.md 7). The credential is `vfwebqq`; cookies are not asked for. */
export function addLists(app: Hono<{ Bindings: HttpBindings }>, door: Door): void {
  app.all('/api/:name', async (context) => {
    const name = context.req.param('name');
    const call = await readCall(context);
    if (name === 'get_self_info2') return sendJson(context, JSON.stringify(selfInfo(door, call)));
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler) return sendJson(context, JSON.stringify(no(100001)));
    const session = door.sessions.byVfwebqq(call.text('vfwebqq'));
    if (!session) return sendJson(context, JSON.stringify(no(100000)));
    if (hashed.includes(handler) && !fits(session, call.text('hash'))) return sendJson(context, JSON.stringify(no(50)));
    return sendJson(context, JSON.stringify(handler(door, session, call)));
  });
}

/** None at all, one over the ticket, or P of a client that lost the ticket: all of them were in use (webqq.md 3.3). */
function fits({ person, ptwebqq }: WebSession, hash: string): boolean {
  const account = String(person);
  const known = [...Object.values(listHashes).map((compute) => compute(account, ptwebqq)), listHashes.P(account, '')];
  return hash === '' || known.includes(hash.toUpperCase());
}

function friends({ house }: Door, { person, ids }: WebSession): Answer {
  const categories = house.categories(person).map(({ index, name }) => ({ index, sort: index, name }));
  const rows = house.contacts(person).map(({ number, remark, category }) => ({
    uin: ids.uin(number),
    nick: house.person(number)?.nick ?? '',
    remark,
    category,
    account: String(number),
  }));
  return ok(composeFriends({ categories, friends: rows }));
}

function groups({ house }: Door, { person, ids }: WebSession): Answer {
  return ok(
    composeGroups(
      house.groupsOf(person).map(({ number, name, members }) => ({
        gid: ids.gid(number),
        code: ids.code(number),
        name,
        remark: '',
        policy: 'notify' as const,
        account: String(number),
        role: members.get(person)?.role ?? 'member',
        memberCount: members.size,
      })),
    ),
  );
}

function groupInfo({ house, lobby }: Door, { person, ids }: WebSession, call: Call): Answer {
  const group = house.group(ids.group(asId(call.value('gcode'))) ?? 0);
  if (!group?.members.has(person)) return no(100001);
  const members = Array.from(group.members.values(), ({ number, card, role }) => {
    const { status, client } = lobby.seen(number);
    const nick = house.person(number)?.nick ?? '';
    return { uin: ids.uin(number), nick, card, role, presence: status, client, account: String(number) };
  });
  const { number, name, memo, owner } = group;
  return ok(
    composeGroupInfo({
      gid: ids.gid(number),
      code: ids.code(number),
      name,
      remark: '',
      memo,
      owner: ids.uin(owner),
      members,
    }),
  );
}

/** The person whom `tuin` means, if this session may look. */
function personOf({ house }: Door, { person, ids }: WebSession, call: Call) {
  const number = ids.person(asId(call.value('tuin')));
  return number !== undefined && house.maySee(person, number) ? house.person(number) : undefined;
}

function friendInfo(door: Door, session: WebSession, call: Call): Answer {
  const person = personOf(door, session, call);
  if (!person) return no(100001);
  const { status, client } = door.lobby.seen(person.number);
  const uin = session.ids.uin(person.number);
  return ok(composeProfile({ uin, nick: person.nick, presence: status, client }));
}

/** Cookie-authenticated in later years (webqq.md 7.5), so both credentials count. */
function selfInfo(door: Door, call: Call): Answer {
  const session = door.sessions.byVfwebqq(call.text('vfwebqq'));
  const person = door.house.person(session?.person ?? door.tickets.bySkey(call.cookie('skey'))?.person ?? 0);
  if (!person) return no(100000);
  const { status, client } = door.lobby.seen(person.number);
  const account = String(person.number);
  const profile = composeProfile({
    uin: account,
    account,
    nick: person.nick,
    signature: person.signature,
    presence: session?.visit.appearance.status ?? status,
    client,
  });
  return ok({ ...(profile as object), vfwebqq: session?.vfwebqq ?? '' });
}

function signature(door: Door, session: WebSession, call: Call): Answer {
  const person = personOf(door, session, call);
  if (!person) return no(100001);
  return ok(composeSignature({ uin: session.ids.uin(person.number), signature: person.signature }));
}

function setSignature(door: Door, session: WebSession, call: Call): Answer {
  const text = call.value('nlk');
  if (typeof text !== 'string') return no(100006);
  door.house.setSignature(session.person, Array.from(text).slice(0, signatureLimit).join(''));
  return ok({ result: 0 });
}

/** webqq.md 7.10: type 4 asks for a group by code or gid, anything else for a person. */
function realNumber(door: Door, session: WebSession, call: Call): Answer {
  const id = asId(call.value('tuin'));
  const group = call.text('type') === '4' ? door.house.group(session.ids.group(id) ?? 0) : undefined;
  const number = group?.members.has(session.person) ? group.number : personOf(door, session, call)?.number;
  return number === undefined ? no(100001) : ok({ uiuin: '', account: number, uin: idNumber(id) });
}
