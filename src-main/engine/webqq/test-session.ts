import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest';
import { createTestLog, type Recorded, record } from '#main/engine/test-recorder.ts';
import { createEngine } from './engine.ts';
import { friendUin, gid, groupCode, own, startTestService, type TestService } from './test-service.ts';

/** The service of the running test. */
export let service: TestService;
let running: Recorded[] = [];
beforeEach(async () => {
  service = await startTestService();
});
afterEach(async () => {
  for (const each of running) await each.stop();
  running = [];
  await service.close();
});

export const password = 'p@ss';
const log = createTestLog();

// Whatever a test was about: no secrets and no words of people in the log.
afterAll(() => {
  const all = log.lines.join('\n');
  for (const secret of [password, '@abcdefghi', '0123456789abcdef', '8368046764001d', '在吗', '大家好', '5be05be0']) {
    expect(all).not.toContain(secret);
  }
});

/** Starts an engine whose waits are next to nothing. */
export function signIn(
  options: { pollDeadlineMs?: number; login?: string; store?: NonNullable<Parameters<typeof record>[2]>['store'] } = {},
): Recorded {
  const { pollDeadlineMs = 30_000, login = own, store } = options;
  const recorded = record(
    (deps) => createEngine(deps, { wait: (ms) => Math.min(ms, 5), pollDeadlineMs }),
    { address: service.url, login, password, status: 'away' },
    { log, ...(store ? { store } : {}) },
  );
  running.push(recorded);
  return recorded;
}

/** Signs in and waits until everything was told and a poll is open. */
export async function online(options?: Parameters<typeof signIn>[0]): Promise<Recorded> {
  const person = signIn(options);
  await vi.waitFor(() => expect(person.of('self').length).toBe(2), 5_000);
  await pollOpen();
  return person;
}
export const pollOpen = () => vi.waitFor(() => expect(service.openPolls()).toBe(1), 5_000);
export const polled = () => service.calls('/channel/poll2').length;

export const message = (more: object = {}) => ({
  poll_type: 'message',
  value: {
    msg_id: 15102,
    from_uin: friendUin,
    to_uin: 70001,
    msg_id2: 480311,
    msg_type: 9,
    reply_ip: 176488533,
    time: 1362100000,
    content: [['font', { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' }], '在吗 ', ['face', 14], ' '],
    raw_content: '在吗',
    ...more,
  },
});
export const groupMessage = (more: object = {}) => ({
  poll_type: 'group_message',
  value: {
    msg_id: 9051,
    from_uin: gid,
    to_uin: 70001,
    msg_id2: 612044,
    msg_type: 43,
    reply_ip: 176489085,
    group_code: groupCode,
    send_uin: friendUin,
    seq: 812,
    time: 1362100020,
    info_seq: 600100,
    content: ['大家好 '],
    ...more,
  },
});
export const kick = {
  poll_type: 'kick_message',
  value: { msg_id: 18, from_uin: 10000, to_uin: 70001, show_reason: 1, reason: '您的帐号在另一地点登录', way: 'poll' },
};
const events = (...items: object[]) => JSON.stringify({ retcode: 0, result: items });
export const bring = (...items: object[]) => service.poll(events(...items));
