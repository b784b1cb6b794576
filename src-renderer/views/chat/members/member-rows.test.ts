// @vitest-environment node
import { expect, test } from 'vitest';
import { asPeerId } from '#shared/ids.ts';
import type { Member } from '#shared/model.ts';
import { memberRows, nameMembers } from './member-rows.ts';

const member = (id: string, more: Partial<Member> = {}): Member => ({
  id: asPeerId(id),
  nick: `nick ${id}`,
  card: '',
  role: 'member',
  presence: 'online',
  ...more,
});
const lines = (members: readonly Member[], query = '', known = true) =>
  memberRows(nameMembers(members, known), query).map((row) =>
    row.kind === 'section' ? `${row.section} ${row.count}` : row.name,
  );

test('members stand in their sections, with counts, each section by name', () => {
  const all = [
    member('5', { card: 'Zoe', presence: 'busy' }),
    member('1', { role: 'owner', presence: 'offline' }),
    member('4', { presence: 'offline' }),
    member('2', { role: 'admin' }),
    member('3', { card: '阿明' }),
  ];
  expect(lines(all)).toEqual([
    'owner 1',
    'nick 1',
    'admin 1',
    'nick 2',
    'online 2',
    '阿明',
    'Zoe',
    'offline 1',
    'nick 4',
  ]);
});

test('presence that is not known is never shown as offline', () => {
  expect(lines([member('1', { presence: 'unknown' }), member('2')])).toEqual([
    'online 1',
    'nick 2',
    'unknown 1',
    'nick 1',
  ]);
  expect(lines([member('1'), member('2', { presence: 'offline' })], '', false)[0]).toBe('unknown 2');
});

test('a search looks into card, nick and number', () => {
  const all = [member('100', { card: 'Captain' }), member('200', { nick: 'Lin Mei' })];
  expect(lines(all, 'capt')).toEqual(['online 1', 'Captain']);
  expect(lines(all, ' lin ')).toEqual(['online 1', 'Lin Mei']);
  expect(lines(all, '200')).toEqual(['online 1', 'Lin Mei']);
  expect(lines(all, 'nobody')).toEqual([]);
});

test('hostile names are shown without their controls', () => {
  expect(lines([member('1', { card: '\u202E<img src=x>' })])).toEqual(['online 1', '<img src=x>']);
  expect(lines([member('9', { card: '\u200B', nick: ' ' })])).toEqual(['online 1', '9']);
});
