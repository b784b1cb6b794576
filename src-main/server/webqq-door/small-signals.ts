import { asId } from '#main/wire/webqq-json.ts';
import type { SignalMail } from '../mailbox.ts';
import type { SignalVerdict } from '../signals.ts';
import { type Answer, type Call, type Door, no, ok } from './request.ts';
import type { WebSession } from './sessions.ts';

/** Too often is the same to clients as with messages: slow down, do not repeat (webqq.md 9.1). */
const answers: Readonly<Record<SignalVerdict, Answer>> = {
  accepted: ok('ok'),
  'too-soon': no(1202),
  stranger: no(100001),
};

function send(kind: SignalMail['kind'], door: Door, { ids, person }: WebSession, call: Call): Answer {
  const target = ids.person(asId(call.value('to_uin')));
  return target === undefined ? no(100001) : answers[door.signals.send(kind, person, target)];
}

/** webqq.md 9.5. */
export const shake = (door: Door, session: WebSession, call: Call): Answer => send('shake', door, session, call);

/** webqq.md 9.5. */
export const inputNotify = (door: Door, session: WebSession, call: Call): Answer => send('typing', door, session, call);
