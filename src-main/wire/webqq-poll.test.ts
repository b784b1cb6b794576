import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  composeKick,
  composeMessage,
  composePoll,
  composePresenceItem,
  composeSignal,
  idleAnswer,
  parsePoll,
} from './webqq-poll.ts';

const font = ['font', { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' }];
const message = (id: number, time: number) => ({
  poll_type: 'message',
  value: {
    msg_id: id,
    from_uin: 3155462211,
    to_uin: 70001,
    msg_id2: 480311,
    msg_type: 9,
    time,
    content: [font, '在吗 '],
  },
});
const reply = (...result: unknown[]) => JSON.stringify({ retcode: 0, result });
const ids = (body: string) => {
  const read = parsePoll(body);
  return read.kind === 'items' ? read.items.map((item) => ('msgId' in item ? item.msgId : item.kind)) : read.kind;
};

test('the messages of webqq.md 8.6', () => {
  const group = {
    poll_type: 'group_message',
    value: {
      msg_id: 9051,
      from_uin: 2482911730,
      to_uin: 70001,
      msg_id2: 612044,
      msg_type: 43,
      reply_ip: 176489085,
      group_code: 3320417785,
      send_uin: 3155462211,
      seq: 812,
      time: 1362100020,
      info_seq: 600100,
      content: [font, '大家好 '],
    },
  };
  expect(parsePoll(reply(group, message(15102, 1362100000)))).toEqual({
    kind: 'items',
    items: [
      {
        kind: 'message',
        from: '3155462211',
        to: '70001',
        msgId: '15102',
        msgId2: '480311',
        time: 1362100000,
        content: [font, '在吗 '],
      },
      {
        kind: 'group-message',
        gid: '2482911730',
        code: '3320417785',
        sender: '3155462211',
        seq: 812,
        infoSeq: 600100,
        msgId: '9051',
        msgId2: '612044',
        time: 1362100020,
        content: [font, '大家好 '],
      },
    ],
  });
});

test('order: newest first, oldest first, and all in one second', () => {
  expect(ids(reply(message(3, 12), message(2, 11), message(1, 10)))).toEqual(['1', '2', '3']);
  expect(ids(reply(message(1, 10), message(2, 11), message(3, 12)))).toEqual(['1', '2', '3']);
  expect(ids(reply(message(3, 10), message(2, 10), message(1, 10)))).toEqual(['1', '2', '3']);
});

test('presence, kick, unknown and broken items', () => {
  const body = reply(
    { poll_type: 'buddies_status_change', value: { uin: 2910037745, status: 'away', client_type: 21 } },
    { poll_type: 'kick_message', value: { show_reason: 1, reason: '您的帐号在另一地点登录', way: 'poll' } },
    { poll_type: 'tips', value: {} },
    { poll_type: 'message', value: {} },
    'nonsense',
  );
  const read = parsePoll(body);
  expect(read.kind === 'items' ? read.items.toReversed() : read).toEqual([
    { kind: 'presence', uin: '2910037745', presence: 'away', client: 'phone' },
    { kind: 'kick', reason: '您的帐号在另一地点登录', show: true },
    { kind: 'unknown', label: 'tips' },
    { kind: 'unknown', label: 'message' },
    { kind: 'unknown', label: 'item' },
  ]);
});

test('the small signals of webqq.md 8.6, with and without a time', () => {
  const common = { msg_id: 30412, from_uin: 3155462211, to_uin: 70001, msg_id2: 771203 };
  const body = reply(
    { poll_type: 'shake_message', value: { ...common, msg_type: 9, reply_ip: 176488533 } },
    { poll_type: 'shake_message', value: { ...common, from_uin: '3155462211', msg_type: 9, time: 1362100000 } },
    { poll_type: 'input_notify', value: { ...common, msg_type: 121, reply_ip: 4294967295 } },
    { poll_type: 'input_notify', value: {} },
    { poll_type: 'shake_message', value: { msg_id: 1 } },
  );
  const shake = { kind: 'shake', from: '3155462211', to: '70001', msgId: '30412', msgId2: '771203' };
  const read = parsePoll(body);
  expect(read.kind === 'items' ? read.items.toReversed() : read).toEqual([
    { ...shake, time: undefined },
    { ...shake, time: 1362100000 },
    { kind: 'typing', from: '3155462211' },
    { kind: 'unknown', label: 'input_notify' },
    { kind: 'unknown', label: 'shake_message' },
  ]);
});

test('small signals are written as the reference shows them', () => {
  const signal = { from: '3155462211', to: '70001', msgId: 1_073_741_824, time: 1362100000 };
  const common = {
    ...{ msg_id: 1_073_741_824, from_uin: 3155462211, to_uin: 70001, msg_id2: 741_824 },
    ...{ reply_ip: 0, time: 1362100000 },
  };
  expect(JSON.parse(composeSignal('shake', signal))).toEqual({
    poll_type: 'shake_message',
    value: { ...common, msg_type: 9 },
  });
  expect(JSON.parse(composeSignal('typing', signal))).toEqual({
    poll_type: 'input_notify',
    value: { ...common, msg_type: 121 },
  });
});

test.each([idleAnswer, '{"retcode":0,"errmsg":"error"}', '{"retcode":0,"result":"ok"}', '{"retcode":0,"result":[]}'])(
  'idle: %s',
  (body) => {
    expect(parsePoll(body)).toEqual({ kind: 'idle' });
  },
);

test('retcodes with what they carry', () => {
  expect(parsePoll('{"retcode":116,"p":"abcd"}')).toEqual({ kind: 'retcode', retcode: 116, p: 'abcd' });
  expect(parsePoll('{"retcode":121,"t":"0"}')).toEqual({ kind: 'retcode', retcode: 121, t: 0 });
  expect(parsePoll('{"retcode":103}')).toEqual({ kind: 'retcode', retcode: 103 });
});

test.each(['', '<html>502</html>', '{"retcode":', 'null', '[]', '{}'])('garbage: %s', (body) => {
  expect(parsePoll(body)).toEqual({ kind: 'garbage' });
});

test('bare control characters are dropped', () => {
  expect(parsePoll('{"retcode":0,\u0001"result":[{"poll_type":"tips","value":{"a":"\u0002"}}]}').kind).toBe('items');
});

test('what the server writes is read back in order', () => {
  const body = composePoll(
    [
      composeMessage({ from: '5', to: '70001', msgId: 1, msgId2: 2, time: 100, contentJson: '["a"]' }),
      composeMessage({
        from: '6',
        to: '70001',
        msgId: 2,
        msgId2: 3,
        time: 100,
        contentJson: '["b"]',
        group: { code: '7', sender: '5', seq: 4, infoSeq: 600100 },
      }),
      composePresenceItem({ uin: '5', presence: 'busy', client: 'web' }),
      composeKick('70001', 'reason'),
    ],
    12,
  );
  expect(parsePoll(body)).toMatchObject({
    answer: 12,
    items: [
      { kind: 'message', from: '5', to: '70001', msgId: '1', msgId2: '2', time: 100, content: ['a'] },
      { kind: 'group-message', gid: '6', code: '7', sender: '5', seq: 4, infoSeq: 600100, content: ['b'] },
      { kind: 'presence', uin: '5', presence: 'busy', client: 'web' },
      { kind: 'kick', reason: 'reason', show: true },
    ],
  });
});

test('nothing makes the reader throw', () => {
  const item = fc.record({ poll_type: fc.constantFrom('message', 'group_message', 'x'), value: fc.jsonValue() });
  fc.assert(
    fc.property(fc.array(fc.oneof(item, fc.jsonValue())), (result) => parsePoll(reply(...result)).kind !== 'garbage'),
  );
});
