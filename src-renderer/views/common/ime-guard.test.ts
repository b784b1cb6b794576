import { expect, test } from 'vitest';
import { createImeGuard } from './ime-guard.ts';

/** A real key event that happened at a given moment. */
function keyAt(timeStamp: number, init: KeyboardEventInit & { keyCode?: number }): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: 'Enter', ...init });
  Object.defineProperty(event, 'timeStamp', { value: timeStamp });
  return event;
}
const endAt = (timeStamp: number) => ({ timeStamp }) as CompositionEvent;

test('from its start to its end every key belongs to the composition', () => {
  const guard = createImeGuard();
  expect(guard.owns(keyAt(0, {}))).toBe(false);
  guard.onCompositionStart(new CompositionEvent('compositionstart'));
  expect(guard.composing).toBe(true);
  for (const key of ['Enter', ' ', '1', 'ArrowDown', 'Escape']) expect(guard.owns(keyAt(1, { key }))).toBe(true);
  guard.onCompositionEnd(endAt(2));
  expect(guard.composing).toBe(false);
  expect(guard.owns(keyAt(3, { key: 'a' }))).toBe(false);
});

test('the composing flag and key code 229 are enough', () => {
  const guard = createImeGuard();
  expect(guard.owns(keyAt(0, { isComposing: true }))).toBe(true);
  expect(guard.owns(keyAt(0, { key: 'Process', keyCode: 229 }))).toBe(true);
});

test('an Enter right after the end is swallowed once', () => {
  const guard = createImeGuard();
  guard.onCompositionStart(endAt(0));
  guard.onCompositionEnd(endAt(100));
  expect(guard.owns(keyAt(130, {}))).toBe(true);
  expect(guard.owns(keyAt(130, {}))).toBe(false);
});

test('a later Enter and other keys are free', () => {
  const guard = createImeGuard();
  guard.onCompositionStart(endAt(0));
  guard.onCompositionEnd(endAt(100));
  expect(guard.owns(keyAt(110, { key: 'a' }))).toBe(false);
  expect(guard.owns(keyAt(131, {}))).toBe(false);
});

test('confirming a hundred candidates lets no Enter through', () => {
  const guard = createImeGuard();
  for (let at = 0; at < 100_000; at += 1_000) {
    guard.onCompositionStart(endAt(at));
    expect(guard.owns(keyAt(at + 100, { isComposing: true }))).toBe(true);
    guard.onCompositionEnd(endAt(at + 100));
    expect(guard.owns(keyAt(at + 101, {}))).toBe(true);
  }
});
