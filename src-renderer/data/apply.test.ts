// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UiEvent } from '#shared/events.ts';
import { slot } from '#shared/events.ts';
import { asPeerId } from '#shared/ids.ts';
import {
  aContact,
  aConversation,
  accountId,
  aGroup,
  aMember,
  aMessage,
  anAccount,
  aSnapshot,
  chatId,
} from '../testing/world.ts';
import { applyEvents, applySnapshot } from './apply.ts';
import type { Center } from './center.ts';
import { emptyCenter } from './center.ts';
import { threadFrom } from './thread.ts';

const open = threadFrom({ messages: [aMessage(10)], hasOlder: false, hasNewer: false });
const id = chatId('person', '10002');
const start: Center = { ...emptyCenter, threads: { [id]: open } };
const group = asPeerId('900');

const events: readonly UiEvent[] = [
  { kind: 'account', account: anAccount() },
  { kind: 'categories', accountId, categories: [{ id: '0', name: '', sort: 0 }] },
  { kind: 'contact', contact: aContact('10002', 'Lin Mei') },
  { kind: 'group', group: aGroup('900', 'Ops team') },
  { kind: 'members', accountId, groupId: group, members: [aMember('10002', 'Lin Mei')] },
  { kind: 'conversation', conversation: aConversation('person', '10002') },
  { kind: 'message', message: aMessage(11) },
  { kind: 'typing', conversationId: id, until: 5_000 },
  { kind: 'settings', settings: { ...emptyCenter.settings, theme: 'dark' } },
  { kind: 'hosting', hosting: { address: 'http://127.0.0.1:1', samples: [] } },
  { kind: 'notices', notices: [{ id: 'n', code: 'settings-reset', subject: '/x' }] },
];
const removals: readonly UiEvent[] = [
  { kind: 'message-removed', conversationId: id, key: aMessage(11).key },
  { kind: 'conversation-removed', conversationId: id },
  { kind: 'contact-removed', accountId, id: asPeerId('10002') },
  { kind: 'group-removed', accountId, id: group },
  { kind: 'account-removed', accountId },
];
const full = applyEvents(start, events);

test('every kind of event finds its place', () => {
  expect(full.accounts[accountId]?.nick).toBe('王小明');
  expect(full.categories[accountId]).toHaveLength(1);
  expect(full.contacts[accountId]?.[asPeerId('10002')]?.nick).toBe('Lin Mei');
  expect(full.groups[accountId]?.[group]?.name).toBe('Ops team');
  expect(full.members[accountId]?.[group]).toHaveLength(1);
  expect(full.conversations[id]?.peerId).toBe('10002');
  expect(full.threads[id]?.messages.map(({ order }) => order)).toEqual([10, 11]);
  expect(full.typing).toEqual({ [id]: 5_000 });
  expect(full.settings.theme).toBe('dark');
  expect(full.hosting.address).toBe('http://127.0.0.1:1');
  expect(full.notices).toHaveLength(1);
});

test('every removal takes away what it names', () => {
  const [message, conversation, contact, groupGone, account] = removals.map((event) => applyEvents(full, [event]));
  expect(message?.threads[id]?.messages.map(({ order }) => order)).toEqual([10]);
  expect(conversation?.conversations[id]).toBeUndefined();
  expect(conversation?.threads[id], 'a hidden chat stays open in its window').toBeDefined();
  expect(contact?.contacts[accountId]).toEqual({});
  expect(groupGone?.groups[accountId]).toEqual({});
  expect(account).toMatchObject({ accounts: {}, categories: {}, contacts: {}, groups: {}, members: {} });
  expect(account).toMatchObject({ conversations: {}, threads: {} });
});

const anyEvent = fc.constantFrom(...events, ...removals, { kind: 'message', message: aMessage(9) } as const);

test('applying a batch twice gives the same as once', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), (batch) => {
      const once = applyEvents(full, batch);
      const last = batch.filter((event, at) => batch.findLastIndex((each) => slot(each) === slot(event)) === at);
      // What a window misses of a merged batch is only what a later event of the same slot replaced.
      if (!batch.some(({ kind }) => kind.endsWith('removed'))) expect(applyEvents(full, last)).toEqual(once);
      expect(applyEvents(once, [...batch.slice(-1)])).toEqual(once);
    }),
  );
});

test('batches may be cut anywhere', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), fc.nat(20), (batch, cut) => {
      const [first, second] = [batch.slice(0, cut), batch.slice(cut)];
      expect(applyEvents(applyEvents(full, first), second)).toEqual(applyEvents(full, batch));
    }),
  );
});

test('the state before is never written', () => {
  const frozen = structuredClone(full);
  fc.assert(
    fc.property(fc.array(anyEvent), (batch) => {
      applyEvents(full, batch);
      expect(full).toEqual(frozen);
    }),
  );
});

test('what did not change keeps its identity', () => {
  const next = applyEvents(full, [{ kind: 'message', message: aMessage(12) }]);
  expect(next.contacts).toBe(full.contacts);
  expect(next.conversations).toBe(full.conversations);
  expect(
    applyEvents(full, [{ kind: 'message', message: aMessage(1, { conversationId: chatId('person', '7') }) }]).threads,
  ).toBe(full.threads);
});

test('a snapshot replaces what it tells and keeps what this window asked for itself', () => {
  const next = applySnapshot(full, aSnapshot({ contacts: [aContact('10003', 'echo')] }));
  expect(next.link).toBe('live');
  expect(Object.keys(next.contacts[accountId] ?? {})).toEqual(['10003']);
  expect(next.conversations).toEqual({});
  expect(next.notices).toEqual([]);
  expect(next.threads).toBe(full.threads);
  expect(next.members).toBe(full.members);
});
