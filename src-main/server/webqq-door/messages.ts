import { decodeContent, encodeDelivered } from '#main/wire/webqq-content.ts';
import { asId, asNumber, asText, parseJson } from '#main/wire/webqq-json.ts';
import {
  composeKick,
  composeMessage,
  composePoll,
  composePresenceItem,
  composeSignal,
  idleAnswer,
} from '#main/wire/webqq-poll.ts';
import { AppError } from '#shared/errors.ts';
import type { Segment } from '#shared/model.ts';
import { messageByteLimit } from '#shared/segments.ts';
import type { HouseMessage, Target } from '../house-types.ts';
import type { Mail } from '../mailbox.ts';
import { type Answer, type Call, type Door, no } from './request.ts';
import type { WebSession } from './sessions.ts';

const kickReason = '您的帐号在另一地点登录';

/** The content of each message as JSON, written once however many receive it. */
const contents = new WeakMap<HouseMessage, string>();

function contentOf(message: HouseMessage): string {
  let json = contents.get(message);
  if (json === undefined) {
    json = JSON.stringify(encodeDelivered(message.segments, message.font));
    contents.set(message, json);
  }
  return json;
}

/** webqq.md 8: answers with what happened, or with "nothing" after the hold time. */
export async function poll(door: Door, session: WebSession, call: Call): Promise<string> {
  const { visit } = session;
  if (visit.state === 'closed' || session.kickTold) return JSON.stringify(no(103));
  const { outgoing } = call.context.env;
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  if (outgoing.destroyed) gone.abort();
  door.lobby.polled(visit, false);
  try {
    const delivery = await visit.mailbox.wait(asNumber(call.r.answer), gone.signal);
    if (!delivery) return idleAnswer;
    outgoing.once('finish', () => visit.mailbox.written(delivery));
    session.kickTold = delivery.mail.some(({ kind }) => kind === 'kick');
    return composePoll(
      delivery.mail.map((mail) => composeMail(door, session, mail)),
      delivery.answer,
    );
  } finally {
    door.lobby.polled(visit, true);
  }
}

function composeMail(door: Door, { person, ids }: WebSession, mail: Mail): string {
  switch (mail.kind) {
    case 'presence':
      return composePresenceItem({
        uin: ids.uin(mail.person),
        presence: mail.appearance.status,
        client: mail.appearance.client,
      });
    case 'shake':
    case 'typing': {
      const { kind, sender, number, time } = mail;
      const common = { to: String(person), msgId: number, time: Math.floor(time / 1000) };
      return composeSignal(kind, { ...common, from: ids.uin(sender) });
    }
    case 'kick':
      return composeKick(String(person), kickReason);
    case 'message': {
      const { message } = mail;
      const { target, sender, number } = message;
      const common = {
        to: String(person),
        msgId: number,
        // The id of a message never changes, so that a client knows it again at its next sign-in.
        msgId2: number % 1_000_000,
        time: Math.floor(message.time / 1000),
        contentJson: contentOf(message),
      };
      if (target.kind === 'person') return composeMessage({ ...common, from: ids.uin(sender) });
      const group = {
        code: ids.code(target.number),
        sender: ids.uin(sender),
        seq: message.sequence,
        // Only its change means something: members came or went.
        infoSeq: target.number + (door.house.group(target.number)?.members.size ?? 0),
      };
      return composeMessage({ ...common, from: ids.gid(target.number), group });
    }
  }
}

/** webqq.md 9.1. */
export function sendBuddyMessage(door: Door, session: WebSession, call: Call): Promise<Answer> {
  const number = session.ids.person(asId(call.value('to')));
  return send(door, session, call, number === undefined ? undefined : { kind: 'person', number });
}

/** webqq.md 9.1. */
export function sendGroupMessage(door: Door, session: WebSession, call: Call): Promise<Answer> {
  const number = session.ids.group(asId(call.value('group_uin')));
  return send(door, session, call, number === undefined ? undefined : { kind: 'group', number });
}

/** The union of what W2 and later clients look for (webqq.md 9.1). */
const accepted: Answer = { retcode: 0, result: 'ok', errCode: 0, msg: 'send ok' };

async function send(door: Door, session: WebSession, call: Call, target: Target | undefined): Promise<Answer> {
  if (!target) return no(100001);
  const given = call.value('content');
  const content = typeof given === 'string' ? parseJson(given) : given;
  if (!Array.isArray(content)) return no(100006);
  const { segments, font } = decodeContent(content, { entities: false });
  if (segments.length === 0 || textBytes(segments) > messageByteLimit) return no(100006);
  // With `sig` the field `key` is that of a group picture (webqq.md 9.1), the same for many messages.
  const key = call.value('sig') === undefined ? asText(call.r.key) : '';
  if (key.length > 128) return no(100006);
  const { sent, person } = session;
  const copyName = key === '' ? nameOfCopy(call, target) : undefined;
  const written = JSON.stringify(segments);
  if (copyName !== undefined && sent.get(copyName) === written) return accepted;
  try {
    const extras = { ...(font === undefined ? {} : { font }), ...(key === '' ? {} : { key }) };
    if (copyName !== undefined) remember(sent, copyName, written);
    await door.house.post({ sender: person, target, segments, ...extras });
    return accepted;
  } catch (cause) {
    if (copyName !== undefined) sent.delete(copyName);
    const { code } = AppError.from(cause);
    if (code === 'not-allowed') return no(100001);
    door.log.error('server.message-not-stored', { code });
    return no(6);
  }
}

function textBytes(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => {
    if (segment.kind === 'text') return sum + Buffer.byteLength(segment.text);
    return segment.kind === 'unknown' ? sum + Buffer.byteLength(segment.raw) : sum;
  }, 0);
}

/** What a repetition has in common with the first try besides its content; nothing without a `msg_id`. */
function nameOfCopy(call: Call, target: Target): string | undefined {
  const id = asId(call.value('msg_id'));
  return id === '' ? undefined : `${target.kind} ${target.number} ${id}`;
}

const sentMemory = 200;

function remember(sent: Map<string, string>, name: string, written: string): void {
  sent.set(name, written);
  for (const oldest of sent.keys()) {
    if (sent.size <= sentMemory) break;
    sent.delete(oldest);
  }
}
