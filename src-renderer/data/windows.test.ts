import { expect, test, vi } from 'vitest';
import { chatId } from '../testing/world.ts';
import { chatHash, openChatWindow, routeOf } from './windows.ts';

test.each([
  ['', { view: 'main' }],
  ['#/', { view: 'main' }],
  ['#token=abc', { view: 'main' }],
  ['#/chat/nonsense', { view: 'main' }],
  ['#/chat/%E0%A4%A', { view: 'main' }],
  ['#/panel/a%2F1', { view: 'panel', accountId: 'a/1' }],
] as const)('the hash %s leads to %o', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

test('the hash of a chat leads back to it', () => {
  const id = chatId('group', '读书/会 #1');
  expect(routeOf(chatHash(id))).toEqual({ view: 'chat', conversationId: id });
});

test('a chat has one window, wider for groups', () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  openChatWindow(chatId('person', '10002'));
  openChatWindow(chatId('group', '900'));
  openChatWindow(chatId('group', '900'));
  const names = opened.mock.calls.map(([, name]) => name);
  expect(opened.mock.calls[0]?.[2]).toBe('popup,width=620,height=560');
  expect(opened.mock.calls[1]?.[2]).toBe('popup,width=840,height=600');
  expect(names[1]).toBe(names[2]);
  expect(names[0]).not.toBe(names[1]);
});
