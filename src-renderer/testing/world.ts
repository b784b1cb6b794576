import type { Snapshot } from '#shared/events.ts';
import type { ConversationKind } from '#shared/ids.ts';
import { asAccountId, asMessageKey, asPeerId, conversationId } from '#shared/ids.ts';
import type { Account, Contact, Conversation, Group, Member, Message } from '#shared/model.ts';
import { defaultSettings } from '#shared/model.ts';

/** Values of the contract for tests, whole and valid, each changed by what a test is about. */
export const accountId = asAccountId('a1');

export function anAccount(change: Partial<Account> = {}): Account {
  return {
    id: accountId,
    engine: 'webqq',
    address: 'bundled',
    login: '10001',
    selfId: asPeerId('10001'),
    nick: '王小明',
    signature: '慢慢走',
    status: 'online',
    phase: 'online',
    remembered: true,
    autoSignIn: false,
    can: {
      asks: ['sendMessage', 'setStatus', 'setSignature', 'fetchMembers'],
      sends: ['text', 'face'],
      statuses: ['online', 'callme', 'away', 'busy', 'silent', 'hidden'],
      fonts: true,
      maxTextBytes: 100_000,
      safeResend: true,
    },
    ...change,
  };
}

export function aContact(id: string, nick: string, change: Partial<Contact> = {}): Contact {
  const common = { accountId, id: asPeerId(id), nick, remark: '', categoryId: '0', signature: '' };
  return { ...common, presence: 'online', ...change };
}

export function aGroup(id: string, name: string, change: Partial<Group> = {}): Group {
  const common = { accountId, id: asPeerId(id), name, remark: '', memo: '', memberCount: 12 };
  return { ...common, role: 'member', policy: 'notify', ...change };
}

export function aMember(id: string, nick: string, change: Partial<Member> = {}): Member {
  return { id: asPeerId(id), nick, card: '', role: 'member', presence: 'online', ...change };
}

export function chatId(kind: ConversationKind, peer: string) {
  return conversationId({ accountId, kind, peerId: asPeerId(peer) });
}

export function aConversation(kind: ConversationKind, peer: string, change: Partial<Conversation> = {}): Conversation {
  const common = { id: chatId(kind, peer), accountId, kind, peerId: asPeerId(peer), title: '' };
  return { ...common, unread: 0, readOrder: 0, activeTime: 1, ...change };
}

export function aMessage(order: number, change: Partial<Message> = {}): Message {
  return {
    key: asMessageKey(`key ${order}`),
    conversationId: chatId('person', '10002'),
    order,
    time: order,
    senderId: asPeerId('10002'),
    senderName: 'Lin Mei',
    segments: [{ kind: 'text', text: `message ${order}` }],
    state: 'received',
    ...change,
  };
}

export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    accounts: [anAccount()],
    categories: [],
    contacts: [],
    groups: [],
    conversations: [],
    settings: { ...defaultSettings, language: 'en' },
    hosting: { samples: [] },
    notices: [],
    ...change,
  };
}
