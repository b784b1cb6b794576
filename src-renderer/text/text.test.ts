// @vitest-environment node
import { expect, test } from 'vitest';
import { errorCodes } from '#shared/errors.ts';
import { en } from './en.ts';
import { languageOf } from './text.ts';
import { clockTime, fullTime, listTime, sameDay, timeLine } from './time.ts';
import { zh } from './zh.ts';

/** Every place in a language with what stands there. */
function places(words: object, path = ''): [string, unknown][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? places(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  );
}

test('both languages say the same things', () => {
  const kinds = (words: object) => places(words).map(([path, value]) => `${path}: ${typeof value}`);
  expect(kinds(zh)).toEqual(expect.arrayContaining(kinds(en)));
  expect(kinds(zh)).toHaveLength(kinds(en).length);
});

test('no word is missing, and Chinese is Chinese', () => {
  const same = new Set(['product', 'settings.languages.zh', 'settings.languages.en']);
  const english = new Map(places(en));
  for (const [path, value] of places(zh)) {
    if (typeof value !== 'string') continue;
    // What is silent in one language is silent in both.
    expect(value === '', path).toBe(english.get(path) === '');
    if (value === '') continue;
    if (!same.has(path)) expect(value, path).not.toBe(english.get(path));
  }
});

test('each error has a whole sentence in each language', () => {
  for (const code of errorCodes) {
    expect(en.errors[code]).toMatch(/^[A-Z].*\.$/);
    expect(zh.errors[code]).toMatch(/。$/);
  }
});

test('the agreed sentences are word for word', () => {
  expect(en.panel.noRecent).toBe('No conversations yet. Pick a buddy to start one.');
  expect(zh.panel.noRecent).toBe('还没有会话。选一位好友开始聊天吧。');
  expect(en.panel.emptyCategory).toBe('Nobody in this group yet.');
  expect(zh.panel.noMatch({ query: 'x' })).toBe('没有找到“x”，换个词试试。');
  expect(en.panel.noMatch({ query: 'x' })).toBe('Nothing found for "x". Try fewer words.');
  expect(en.panel.reconnecting({ seconds: 4 })).toBe(
    'Connection lost. Trying again in 4 s. Messages you write will wait.',
  );
  expect(zh.panel.reconnecting({ seconds: 4 })).toBe('连接已断开，4 秒后重试。您写的消息会先保存。');
  expect(en.errors.kicked).toBe('This account signed in somewhere else. Sign in again to use it here.');
  expect(zh.errors.kicked).toBe('该账号已在别处登录。如需在此使用，请重新登录。');
  expect(en.errors['bad-credentials']).toBe('The account or password is not right.');
  expect(zh.errors['bad-credentials']).toBe('账号或密码不正确。');
  expect(en.signIn.insecure).toBe('This connection is not encrypted. Others on the network could read it.');
  expect(zh.signIn.insecure).toBe('此连接未加密，同一网络中的人可能看到内容。');
});

test('plurals follow the language', () => {
  expect(en.panel.members({ count: 1 })).toBe('1 member');
  expect(en.panel.members({ count: 2 })).toBe('2 members');
  expect(zh.panel.members({ count: 1 })).toBe('1 位成员');
});

test('the system decides the language unless the person does', () => {
  expect(languageOf('system', 'zh-TW')).toBe('zh');
  expect(languageOf('system', 'de')).toBe('en');
  expect(languageOf('en', 'zh-CN')).toBe('en');
});

const at = (text: string) => new Date(text).getTime();
const now = at('2026-03-12T12:00:00');

test.each([
  ['2026-03-12T09:41:00', '09:41', '09:41', '09:41'],
  ['2026-03-11T23:59:00', 'Yesterday', 'Yesterday 23:59', '昨天 23:59'],
  ['2026-03-09T00:05:00', 'Monday', 'Monday 00:05', '星期一 00:05'],
  ['2026-01-02T10:00:00', '2 Jan', '2 Jan 10:00', '1月2日 10:00'],
  ['2025-12-31T10:00:00', '31 Dec 2025', '31 Dec 2025 10:00', '2025年12月31日 10:00'],
])('the time %s', (time, list, line, chinese) => {
  expect(listTime(at(time), now, 'en')).toBe(list);
  expect(timeLine(at(time), now, 'en')).toBe(line);
  expect(timeLine(at(time), now, 'zh')).toBe(chinese);
});

test('the full time has seconds, the clock has not', () => {
  expect(fullTime(at('2026-03-12T09:41:07'), 'en')).toMatch(/09:41:07/);
  expect(clockTime(at('2026-03-12T09:41:07'), 'zh')).toBe('09:41');
  expect(sameDay(at('2026-03-12T00:00:00'), at('2026-03-12T23:59:59'))).toBe(true);
  expect(sameDay(at('2026-03-12T23:59:59'), at('2026-03-13T00:00:00'))).toBe(false);
});
