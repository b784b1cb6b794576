import type { ErrorCode } from '#shared/errors.ts';
import type { GroupRole, Notice, Phase, Policy, Presence, Settings } from '#shared/model.ts';
import { chatEn } from './chat.en.ts';

const plural = new Intl.PluralRules('en');
const counted = (count: number, one: string, other: string) =>
  `${count} ${plural.select(count) === 'one' ? one : other}`;

const presence: Record<Presence, string> = {
  online: 'Online',
  callme: 'Call me',
  away: 'Away',
  busy: 'Busy',
  silent: 'Silent',
  hidden: 'Invisible',
  offline: 'Offline',
  unknown: 'Status unknown',
};
const role: Record<GroupRole, string> = { owner: 'Owner', admin: 'Admin', member: 'Member' };
const policy: Record<Policy, string> = { notify: 'Notify', silent: 'Receive silently', block: 'Block' };
const phase: Record<Phase, string> = {
  'signed-out': 'Signed out',
  connecting: 'Connecting…',
  online: 'Online',
  reconnecting: 'Reconnecting…',
  kicked: 'Signed in elsewhere',
  'needs-sign-in': 'Sign-in needed',
};
const errors: Record<ErrorCode, string> = {
  offline: 'No network. Check the connection, then try again.',
  timeout: 'The server took too long to answer. Try again.',
  refused: 'Nothing answers at this address. Check the address, or start the server.',
  tls: 'The certificate of the server could not be trusted. Check the address.',
  'server-down': 'The server has a problem at the moment. Try again in a while.',
  'rate-limited': 'Too many requests in a short time. Wait a moment, then try again.',
  'bad-reply': 'Something answered, but not in the way of a WebQQ server. Check the address.',
  rejected: 'The server did not accept this.',
  'bad-credentials': 'The account or password is not right.',
  'challenge-needed': 'The server asks for a picture code. Sign in again to type it.',
  'session-expired': 'The sign-in has run out. Sign in again.',
  kicked: 'This account signed in somewhere else. Sign in again to use it here.',
  'bad-request': 'This cannot be done with what was entered.',
  'not-supported': 'The server does not offer this.',
  'not-found': 'This is not there any more.',
  'too-large': 'This is too long to send. Make it shorter.',
  'not-allowed': 'This is not possible at the moment.',
  storage: 'The data on this computer could not be read or written.',
  'disk-full': 'The disk is full. Free some space, then try again.',
  cancelled: 'Cancelled.',
  internal: 'Something went wrong in this client. Try again.',
};
const notices: Record<Notice['code'], (words: { subject: string }) => string> = {
  'database-moved-aside': ({ subject }) =>
    `The history of this profile was damaged and a new one was started. The old file was kept: ${subject}`,
  'secrets-in-file': ({ subject }) => `Passwords are kept in a file that only you can read, in this folder: ${subject}`,
  'settings-reset': ({ subject }) => `The settings could not be read and start anew. File: ${subject}`,
  'hosting-failed': ({ subject }) => `The chat server of this computer could not start: ${subject}`,
};
const theme: Record<Settings['theme'], string> = { system: 'System', light: 'Light', dark: 'Dark' };
const language: Record<Settings['language'], string> = { system: 'System', zh: '简体中文', en: 'English' };
const sendKey: Record<Settings['sendKey'], string> = { enter: 'Enter sends', 'ctrl-enter': 'Ctrl+Enter sends' };
const notifications: Record<Settings['notifications'], string> = {
  full: 'Sender and text',
  sender: 'Sender only',
  none: 'Off',
};

/** Every word that a person sees or hears, in English. The shape binds the other languages. */
export const en = {
  product: 'WebQQ',
  presence,
  role,
  policy,
  phase,
  errors,
  notices,
  common: {
    close: 'Close',
    dismiss: 'Dismiss',
    cancel: 'Cancel',
    loading: 'Loading…',
    picture: ({ name }: { name: string }) => `Picture of ${name}`,
    shake: '[Nudge]',
    unsupported: ({ kind }: { kind: string }) => `[Unsupported message: ${kind}]`,
    yesterday: 'Yesterday',
    yesterdayAt: ({ time }: { time: string }) => `Yesterday ${time}`,
    lineLost: 'The client does not answer. If it was closed, start it again; this window goes on by itself.',
  },
  signIn: {
    title: 'Sign in',
    address: 'Address',
    thisComputer: 'This computer',
    addressHint: 'chat.example.org or https://…',
    insecure: 'This connection is not encrypted. Others on the network could read it.',
    account: 'Account',
    password: 'Password',
    passwordKept: 'Remembered',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    remember: 'Remember password',
    autoSignIn: 'Sign in automatically',
    status: 'Status',
    submit: 'Sign in',
    submitting: 'Signing in…',
    cancel: 'Cancel',
    trySample: 'Try it with a sample account',
    savedAccounts: 'Saved accounts',
    showSaved: 'Show saved accounts',
    noSaved: ({ query }: { query: string }) => `Nothing found for "${query}". Try fewer words.`,
    forget: ({ name }: { name: string }) => `Forget ${name}`,
    forgetTitle: ({ name }: { name: string }) => `Forget ${name}?`,
    forgetBody:
      'The account, its password and its whole history on this computer are erased. This cannot be undone. The account on the server stays.',
    forgetConfirm: 'Forget account',
    needAddress: 'Enter the address of the server.',
    badAddress: 'This is not an address. Enter something like chat.example.org.',
    needAccount: 'Enter the account number.',
    needPassword: 'Enter the password.',
    picture: 'Picture with four letters',
    pictureCode: 'Picture code',
    anotherPicture: 'Another picture',
    readPicture: 'Type the letters in the picture.',
    wrongPicture: 'The picture code was not accepted. Type the letters in the new picture.',
    proceed: 'Continue',
    retrying: ({ sentence, seconds }: { sentence: string; seconds: number }) =>
      `${sentence} Trying again in ${seconds} s.`,
  },
  panel: {
    contacts: 'Contacts',
    recent: 'Recent',
    buddies: 'Buddies',
    groups: 'Groups',
    search: 'Search people and chats',
    clearSearch: 'Clear search',
    results: 'Search results',
    resultCount: ({ count }: { count: number }) => counted(count, 'result', 'results'),
    noMatch: ({ query }: { query: string }) => `Nothing found for "${query}". Try fewer words.`,
    noRecent: 'No conversations yet. Pick a buddy to start one.',
    showBuddies: 'Show buddies',
    noBuddies: 'No buddies yet.',
    noGroups: 'You are in no group.',
    emptyCategory: 'Nobody in this group yet.',
    friends: 'Friends',
    categoryCount: ({ name, online, total }: { name: string; online: number; total: number }) =>
      `${name}, ${online} of ${total} online`,
    groupParts: { owned: 'Groups I own', administered: 'Groups I administer', joined: 'Groups I joined' },
    yourRole: { owner: 'you are the owner', admin: 'you are an admin' },
    members: ({ count }: { count: number }) => counted(count, 'member', 'members'),
    draft: '[Draft]',
    draftName: 'draft',
    unread: ({ count }: { count: number }) => `${count} unread`,
    lastMessage: ({ time }: { time: string }) => `last message ${time}`,
    notSent: '[Not sent]',
    saidIn: ({ name, text }: { name: string; text: string }) => `${name}: ${text}`,
    rowName: ({ parts }: { parts: readonly string[] }) => parts.join(', '),
    menuName: ({ status }: { status: string }) => `Account menu, ${status}`,
    status: 'Status',
    statusLine: ({ status }: { status: string }) => `Status: ${status}`,
    signOut: 'Sign out',
    quit: 'Quit',
    signature: 'Signature',
    noSignature: 'Write a signature',
    editSignature: ({ text }: { text: string }) => `Edit signature: ${text}`,
    open: 'Open chat',
    markRead: 'Mark as read',
    hide: 'Hide from Recent',
    settings: 'Settings',
    reconnecting: ({ seconds }: { seconds: number }) =>
      `Connection lost. Trying again in ${seconds} s. Messages you write will wait.`,
    reconnectingNow: 'Connection lost. Trying again now. Messages you write will wait.',
    connecting: 'Connecting… Messages you write will wait.',
    tryNow: 'Try now',
    signInAgain: 'Sign in again',
    notices: 'Notices',
  },
  settings: {
    title: 'Settings',
    theme: 'Theme',
    language: 'Language',
    sendKey: 'Send key',
    notifications: 'Notifications',
    closeToTray: 'Keep running in the tray when the window is closed',
    themes: theme,
    languages: language,
    sendKeys: sendKey,
    notificationLevels: notifications,
  },
  chat: chatEn,
};

/** The shape of a language. */
export type Text = typeof en;
