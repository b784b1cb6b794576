import { expect, test } from 'vitest';
import { asAccountId, asPeerId } from '#shared/ids.ts';
import { type Account, defaultSettings } from '#shared/model.ts';
import { apply } from './apply.ts';
import { asEmptyState } from './testing/empty-state.ts';
import { puppetCan } from './testing/puppet.ts';

const accountId = asAccountId('a');
const account: Account = {
  id: accountId,
  engine: 'webqq',
  address: 'https://chat.example',
  login: '1000',
  selfId: asPeerId('1000'),
  nick: '1000',
  signature: '',
  status: 'online',
  phase: 'connecting',
  remembered: false,
  autoSignIn: false,
  can: puppetCan,
};
const [ann, bo] = [asPeerId('1'), asPeerId('2')];
const contact = (id: typeof ann, nick: string) => ({
  ...{ accountId, id, nick, remark: '', categoryId: '0', presence: 'unknown' as const, signature: '' },
});
const state = asEmptyState({
  accounts: new Map([[accountId, account]]),
  contacts: new Map([[accountId, new Map([[ann, contact(ann, 'Ann')]])]]),
  settings: defaultSettings,
});

test('A roster adds, changes and removes; what it does not say stays', () => {
  const { changes } = apply(state, accountId, [
    { kind: 'contacts', contacts: [{ id: ann, signature: 'here' }] },
    {
      kind: 'roster',
      categories: [{ id: '0', name: 'Fri\u202Eends', sort: 0.5 }],
      contacts: [{ id: bo, nick: 'Bo\u0000', remark: 'B', categoryId: '0' }],
    },
    { kind: 'contacts', contacts: [{ id: bo, signature: 'there' }] },
    { kind: 'presence', complete: false, presences: [{ id: bo, presence: 'away' }] },
  ]);
  expect(changes).toEqual([
    { kind: 'contact-removed', accountId, id: ann },
    { kind: 'categories', accountId, categories: [{ id: '0', name: 'Friends', sort: 0 }] },
    { kind: 'contact', contact: { ...contact(bo, 'Bo'), remark: 'B', signature: 'there', presence: 'away' } },
  ]);
});

test('What is as it was is no change', () => {
  const same = apply(state, accountId, [{ kind: 'contacts', contacts: [{ id: ann, nick: 'Ann' }] }]);
  expect(same).toEqual({ changes: [], arrivals: [], unknown: [] });
});

test('A complete presence list says who is offline; a partial one does not', () => {
  const partial = apply(state, accountId, [{ kind: 'presence', complete: false, presences: [] }]);
  expect(partial.changes).toEqual([]);
  const complete = apply(state, accountId, [{ kind: 'presence', complete: true, presences: [] }]);
  expect(complete.changes).toEqual([{ kind: 'contact', contact: { ...contact(ann, 'Ann'), presence: 'offline' } }]);
});

test('Large groups are silent unless the service says otherwise', () => {
  const groups = [
    { id: ann, name: 'small', remark: '', memberCount: 200 },
    { id: bo, name: 'large', remark: '', memberCount: 201 },
  ];
  const policies = (facts: Parameters<typeof apply>[2]) =>
    apply(state, accountId, facts).changes.map((event) => event.kind === 'group' && event.group.policy);
  expect(policies([{ kind: 'groups', groups }])).toEqual(['notify', 'silent']);
  expect(
    policies([
      { kind: 'groups', groups },
      { kind: 'group', group: { id: bo, policy: 'notify' } },
    ]),
  ).toEqual(['notify', 'notify']);
});

test('What nobody understands is named for the log', () => {
  expect(apply(state, accountId, [{ kind: 'unknown', label: 'shake_message' }]).unknown).toEqual(['shake_message']);
});
