import type { MessageState } from '#shared/model.ts';

const plural = new Intl.PluralRules('en');
const counted = (count: number, one: string, other: string) =>
  `${count} ${plural.select(count) === 'one' ? one : other}`;

const states: Record<MessageState, string> = {
  sending: 'sending',
  sent: 'sent',
  unsure: 'perhaps not delivered',
  failed: 'not sent, press R to retry',
  received: '',
};

/** Words of the chat window. */
export const chatEn = {
  windowTitle: ({ name, account }: { name: string; account: string }) => `${name} – ${account}`,
  gone: 'This conversation is not there any more.',
  members: 'Members',
  showMembers: 'Show members',
  hideMembers: 'Hide members',
  memberCount: ({ count }: { count: number }) => counted(count, 'member', 'members'),
  announcement: 'Announcement',
  more: 'More',
  less: 'Less',
  searchMembers: 'Search members',
  noMember: ({ query }: { query: string }) => `Nothing found for "${query}". Try fewer words.`,
  membersFailed: 'The member list is not available.',
  section: { owner: 'Owner', admin: 'Admins', online: 'Online', offline: 'Offline', unknown: 'Status unknown' },
  memberName: ({ parts }: { parts: readonly string[] }) => parts.join(', '),
  you: 'you',
  messages: 'Messages',
  newMessages: 'New messages',
  beginning: 'Beginning of the conversation',
  loadingOlder: 'Loading earlier messages…',
  olderLoaded: 'Earlier messages were loaded.',
  loadFailed: 'The messages could not be loaded.',
  sayHello: ({ name }: { name: string }) => `Nothing here yet. Say hello to ${name}.`,
  jump: 'Jump to newest messages',
  jumpCount: ({ count }: { count: number }) => counted(count, 'new message', 'new messages'),
  states,
  sendingShort: 'Sending',
  sentShort: 'Sent',
  failedLine: 'Not sent. Retry?',
  unsureLine: 'Perhaps not delivered. Retry?',
  waitingLine: 'Waits for the connection',
  retry: 'Retry',
  delete: 'Delete',
  copy: 'Copy',
  copyRaw: 'Copy raw',
  copied: 'Copied',
  showAll: 'Show all',
  showLess: 'Show less',
  nudge: 'Nudge',
  nudgeHint: ({ name }: { name: string }) => `Nudge: shake the window of ${name}`,
  nudgeRest: 'You nudged only just now. Wait a few seconds.',
  shookYou: ({ name }: { name: string }) => `${name} shook your window`,
  youShook: ({ name }: { name: string }) => `You shook the window of ${name}`,
  typing: 'typing…',
  rowFailed: 'This message cannot be shown.',
  opens: ({ target }: { target: string }) => `Opens ${target}`,
  articleName: ({ parts }: { parts: readonly string[] }) => parts.join(', '),
  said: ({ name, text }: { name: string; text: string }) => `${name}: ${text}`,
  arrived: ({ count, name }: { count: number; name: string }) =>
    `${counted(count, 'new message', 'new messages')}, the last one from ${name}`,
  notSentTo: ({ reason }: { reason: string }) => `A message was not sent. ${reason}`,
  messageTo: ({ name }: { name: string }) => `Message to ${name}`,
  placeholder: ({ name }: { name: string }) => `Message ${name}`,
  send: 'Send',
  faces: 'Faces',
  sendHint: { enter: 'Enter sends, Shift+Enter starts a line', 'ctrl-enter': 'Ctrl+Enter sends' },
  changeSendKey: 'Change the send key',
  tooLong: ({ over }: { over: number }) =>
    `This is too long for one message by ${counted(over, 'byte', 'bytes')}. Make it shorter.`,
  tooMany: 'This is too long for one message. Make it shorter.',
  notSent: ({ reason }: { reason: string }) => `Not sent. ${reason}`,
  closed: {
    'signed-out': 'You are signed out. Sign in to write.',
    kicked: 'This account signed in somewhere else. Sign in again to write.',
    'needs-sign-in': 'Sign in again to write.',

    'cannot-send': 'This service cannot send messages here.',
  },
};
