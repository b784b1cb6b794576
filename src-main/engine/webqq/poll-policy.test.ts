import { expect, test } from 'vitest';
import { parsePoll } from '#main/wire/webqq-poll.ts';
import { AppError } from '#shared/errors.ts';
import { decide, freshMemory, type PollMemory, type PollOutcome, type PollStep, pollRules } from './poll-policy.ts';

const middle = () => 0.5;
const answer = (body: string, heldMs = 100): PollOutcome => ({ kind: 'answer', reply: parsePoll(body), heldMs });
const retcode = (code: number, heldMs = 100) => answer(`{"retcode":${code}}`, heldMs);
const fault = (error: AppError, heldMs = 100): PollOutcome => ({ kind: 'fault', error, heldMs });

/** The steps that a sequence of outcomes leads to. */
function steps(outcomes: readonly PollOutcome[]): PollStep[] {
  let memory: PollMemory = freshMemory;
  return outcomes.map((outcome) => {
    const [next, step] = decide(memory, outcome, middle);
    memory = next;
    return step;
  });
}
const brief = (step: PollStep | undefined) =>
  step?.next === 'poll' ? `poll ${step.delayMs}` : `${step?.by} ${step?.delayMs}`;
const repeated = (outcome: PollOutcome, times: number) =>
  steps(Array.from({ length: times }, () => outcome)).map(brief);

/** What the first answer of each kind leads to (webqq.md 8.7). */
const rows: readonly (readonly [string, PollOutcome, string])[] = [
  ['events', answer('{"retcode":0,"result":[{"poll_type":"tips","value":{}}]}'), 'poll 0'],
  ['result ok', answer('{"retcode":0,"result":"ok"}'), 'poll 0'],
  ['idle of later services', answer('{"retcode":0,"errmsg":"error"}'), 'poll 0'],
  ['102', answer('{"retcode":102,"errmsg":""}'), 'poll 0'],
  ['100', retcode(100), 'sign-in 0'],
  ['103', retcode(103), 'relink 0'],
  ['108', retcode(108), 'sign-in 0'],
  ['109', retcode(109), 'poll 10000'],
  ['110', retcode(110), 'poll 10000'],
  ['112', retcode(112), 'relink 10000'],
  ['113', retcode(113), 'relink 10000'],
  ['114', retcode(114), 'poll 10000'],
  ['115', retcode(115), 'relink 10000'],
  ['116', answer('{"retcode":116,"p":"0123456789abcdef"}'), 'poll 0'],
  ['120', retcode(120), 'relink 0'],
  ['121', answer('{"retcode":121,"t":"0"}'), 'relink 0'],
  ['121 with a wait', answer('{"retcode":121,"t":"20"}'), 'relink 20000'],
  ['121 with an absurd wait', answer('{"retcode":121,"t":"999999"}'), 'relink 300000'],
  ['122', answer('{"retcode":122,"errmsg":"wrong web client3"}'), 'sign-in 0'],
  ['100000', retcode(100000), 'sign-in 0'],
  ['100001', retcode(100001), 'sign-in 0'],
  ['100002', retcode(100002), 'sign-in 0'],
  ['100003', retcode(100003), 'poll 0'],
  ['100006', retcode(100006), 'poll 0'],
  ['100012', retcode(100012), 'poll 0'],
  ['100100', retcode(100100), 'poll 0'],
  ['100101', retcode(100101), 'poll 0'],
  ['1202', retcode(1202), 'poll 0'],
  ['an unknown code', retcode(4711), 'poll 10000'],
  ['HTML', answer('<html>busy</html>'), 'poll 1000'],
  ['an empty body', answer(''), 'poll 1000'],
  ['502', fault(new AppError('server-down', { detail: { sent: true, status: 502 } })), 'poll 1000'],
  ['404', fault(new AppError('bad-reply', { detail: { sent: true, status: 404 } })), 'poll 1000'],
  ['504 at once', fault(new AppError('server-down', { detail: { sent: true, status: 504 } })), 'poll 1000'],
  ['504 after a minute', fault(new AppError('server-down', { detail: { status: 504 } }), 60_000), 'poll 0'],
  ['a reset', fault(new AppError('server-down', { detail: { sent: true } })), 'poll 1000'],
  ['no answer in time', fault(new AppError('timeout', { detail: { sent: true } }), 90_000), 'poll 1000'],
  ['a refused connection', fault(new AppError('refused', { detail: { sent: false } })), 'relink 1000'],
];
test.each(rows)('%s', (_name, outcome, expected) => {
  expect(steps([outcome]).map(brief)).toEqual([expected]);
});

test('every retcode of the table has a row here', () => {
  const named = rows.map(([name]) => name);
  expect(Object.keys(pollRules).filter((code) => !named.includes(code))).toEqual([]);
});

test('transport failures wait longer each time, then relink; a good answer forgives', () => {
  const reset = fault(new AppError('server-down', { detail: { sent: true } }));
  expect(repeated(reset, 5)).toEqual(['poll 1000', 'poll 2000', 'poll 4000', 'poll 8000', 'relink 0']);
  const good = answer('{"retcode":102,"errmsg":""}', 50_000);
  expect(steps([reset, reset, good, reset]).map(brief)).toEqual(['poll 1000', 'poll 2000', 'poll 0', 'poll 1000']);
});

test('coded failures relink after four', () => {
  expect(repeated(retcode(114), 5)).toEqual(['poll 10000', 'poll 10000', 'poll 10000', 'poll 10000', 'relink 0']);
});

test('109 is waited out for two minutes', () => {
  const all = repeated(retcode(109), 13);
  expect(all.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 'poll 10000'));
  expect(all[12]).toBe('relink 0');
});

test('an idle answer that comes at once again and again is slowed down, never a busy loop', () => {
  const all = repeated(retcode(102), 20);
  expect(all.slice(0, 4)).toEqual(['poll 0', 'poll 0', 'poll 0', 'poll 1000']);
  expect(all[19]).toBe('poll 10000');
});

test('100012 is idle when it took its time, and a lost session when it comes at once several times', () => {
  expect(repeated(retcode(100012, 30_000), 6)).toEqual(Array.from({ length: 6 }, () => 'poll 0'));
  expect(repeated(retcode(100012), 4)).toEqual(['poll 0', 'poll 0', 'poll 0', 'relink 0']);
});

test('100006 and 100101 get a second chance', () => {
  expect(repeated(retcode(100006), 2)).toEqual(['poll 0', 'sign-in 0']);
  expect(repeated(retcode(100101), 2)).toEqual(['poll 0', 'poll 10000']);
});

test('delays vary by a tenth to either side', () => {
  const delays = [0, 0.999].map((chance) => decide(freshMemory, retcode(114), () => chance)[1].delayMs);
  expect(delays).toEqual([9_000, 10_998]);
});
