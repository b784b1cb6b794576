import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { composePresence } from '#main/wire/webqq-friends.ts';
import { idNumber } from '#main/wire/webqq-json.ts';
import { composeSession, serverFeatures } from '#main/wire/webqq-session.ts';
import { parseStatus } from '#main/wire/webqq-status.ts';
import type { Status } from '../house-types.ts';
import { poll, sendBuddyMessage, sendGroupMessage } from './messages.ts';
import { type Answer, type Call, type Door, no, ok, readCall, sendJson } from './request.ts';
import type { WebSession } from './sessions.ts';
import { inputNotify, shake } from './small-signals.ts';

type Handler = (door: Door, session: WebSession, call: Call) => Answer | Promise<Answer>;

/** The calls of webqq.md 6 and 9 that need nothing but a session. */
const handlers: Readonly<Record<string, Handler>> = {
  get_online_buddies2: onlineBuddies,
  get_recent_list2: recentList,
  change_status2: changeStatus,
  logout2: logout,
  send_buddy_msg2: sendBuddyMessage,
  send_qun_msg2: sendGroupMessage,
  shake2: shake,
  input_notify2: inputNotify,
};

/** Everything under `/channel/` and its alias `/d/channel/`. */
export function addChannel(app: Hono<{ Bindings: HttpBindings }>, door: Door): void {
  for (const base of ['/channel', '/d/channel']) {
    app.all(`${base}/:name`, async (context) => {
      const name = context.req.param('name');
      const call = await readCall(context);
      if (name === 'login2') return sendJson(context, JSON.stringify(login2(door, call)));
      const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
      if (!handler && name !== 'poll2') return sendJson(context, JSON.stringify(no(100001)));
      const session = door.sessions.byPsessionid(call.text('psessionid'));
      if (!session) return sendJson(context, JSON.stringify(no(103)));
      const clientid = call.text('clientid');
      if (clientid !== '' && clientid !== session.clientid) {
        return sendJson(context, JSON.stringify({ retcode: 122, errmsg: 'wrong web client3' }));
      }
      if (!handler) return sendJson(context, await poll(door, session, call));
      if (session.visit.state !== 'open') return sendJson(context, JSON.stringify(no(103)));
      return sendJson(context, JSON.stringify(await handler(door, session, call)));
    });
  }
}

/** Nobody sees the difference between hidden and offline, but an offline session would make no sense. */
const livingStatus = (status: Status): Status => (status === 'offline' ? 'hidden' : status);

/** webqq.md 4.5. With a session that lives, the client only links anew: nothing is kicked, nothing redrawn. */
function login2(door: Door, call: Call): Answer {
  const ticket =
    door.tickets.bySkey(call.cookie('skey')) ??
    door.tickets.byPtwebqq(call.cookie('ptwebqq')) ??
    door.tickets.byPtwebqq(call.text('ptwebqq'));
  const uin = call.cookie('uin').replace(/^o0*/, '');
  if (!ticket || (uin !== '' && uin !== String(ticket.person))) return no(103);
  const status = livingStatus(parseStatus(call.text('status')) ?? 'online');
  const client = { clientid: call.text('clientid'), ptwebqq: ticket.ptwebqq };
  const current = door.sessions.byPsessionid(call.text('psessionid'));
  // A client that was kicked must not take over again by itself.
  if (current?.visit.state === 'kicked') return no(103);
  if (current?.visit.state === 'open' && current.person === ticket.person) {
    Object.assign(current, client);
    door.lobby.setStatus(current.visit, status);
    return ok(describe(current, status));
  }
  const visit = door.lobby.enter(ticket.person, { status, client: 'web' });
  const session = door.sessions.open(visit, client);
  door.log.info('server.signed-in', { account: ticket.person });
  return ok(describe(session, status));
}

function describe(session: WebSession, status: Status): unknown {
  const { person, vfwebqq, psessionid } = session;
  const features = Object.values(serverFeatures);
  return composeSession({ uin: String(person), status, vfwebqq, psessionid, index: 1075, port: 43415, features });
}

function onlineBuddies(door: Door, session: WebSession): Answer {
  const rows = door.house.contacts(session.person).flatMap(({ number }) => {
    const { status, client } = door.lobby.seen(number);
    return status === 'offline' ? [] : [composePresence({ uin: session.ids.uin(number), presence: status, client })];
  });
  return ok(rows);
}

function recentList(door: Door, session: WebSession): Answer {
  const { ids, person } = session;
  return ok(
    door.house
      .recent(person, 20)
      .map(({ kind, number }) =>
        kind === 'person' ? { uin: idNumber(ids.uin(number)), type: 0 } : { uin: idNumber(ids.gid(number)), type: 1 },
      ),
  );
}

function changeStatus(door: Door, session: WebSession, call: Call): Answer {
  const status = parseStatus(call.text('newstatus'));
  if (!status) return no(100006);
  door.lobby.setStatus(session.visit, livingStatus(status));
  return ok('ok');
}

function logout(door: Door, session: WebSession): Answer {
  door.lobby.leave(session.visit);
  return ok('ok');
}
