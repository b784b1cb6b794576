import { expect, test } from 'vitest';
import { asAccountId, asPeerId, conversationId } from '#shared/ids.ts';
import type { Account, Phase } from '#shared/model.ts';
import { chatHash, chatKind, chatOf, isSameHost, mainShape } from './window-kinds.ts';

const home = 'app://client/';
const chat = conversationId({ accountId: asAccountId('a b'), kind: 'group', peerId: asPeerId('5/6') });

test('the address of a chat leads back to it', () => {
  expect(chatOf(`${home}${chatHash(chat)}`)).toBe(chat);
  expect(chatOf(`${home}index.html${chatHash(chat)}`)).toBe(chat);
  expect(chatKind(chat)).toBe('group');
});

test('other addresses are no chats', () => {
  for (const hash of ['', '#/', '#/panel/a', '#/chat/', '#/chat/%', '#/chat/a/b']) {
    expect(chatOf(`${home}${hash}`)).toBeUndefined();
  }
  expect(chatKind(chatOf(`${home}#/chat/nonsense`) ?? chat)).toBeUndefined();
});

test('only the very same scheme and host is our own', () => {
  expect(isSameHost('app://client/index.html#/', home)).toBe(true);
  for (const url of [
    'app://client.example.org/',
    'app://other/',
    'https://client/',
    'app:client',
    'about:blank',
    'data:text/html,x',
    'nonsense',
    '',
  ]) {
    expect(isSameHost(url, home)).toBe(false);
  }
  expect(isSameHost('http://localhost:5173/x', 'http://localhost:5173/')).toBe(true);
  expect(isSameHost('http://localhost:5174/', 'http://localhost:5173/')).toBe(false);
});

test('the main window is the panel while somebody is signed in, and a sign-in under way changes nothing', () => {
  const accounts = (...phases: Phase[]) => phases.map((phase) => ({ phase }) as Account);
  expect(mainShape([], 'panel')).toBe('sign-in');
  expect(mainShape(accounts('connecting'), 'sign-in')).toBe('sign-in');
  expect(mainShape(accounts('connecting'), 'panel')).toBe('panel');
  expect(mainShape(accounts('signed-out', 'online'), 'sign-in')).toBe('panel');
  expect(mainShape(accounts('reconnecting'), 'sign-in')).toBe('panel');
  expect(mainShape(accounts('needs-sign-in', 'signed-out'), 'panel')).toBe('sign-in');
});
