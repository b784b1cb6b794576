import type { Presence, Settings } from '#shared/model.ts';
import type { AttentionWords } from './attention.ts';

/** The words that the system shows for us: tray, notifications, dialogs. Those of the windows are in the renderer. */
export interface Words extends AttentionWords {
  readonly statuses: Readonly<Record<Presence, string>>;
  readonly markAllRead: string;
  readonly open: string;
  readonly hide: string;
  readonly settings: string;
  readonly quit: string;
  readonly stillRunning: string;
}

const product = 'WebQQ Desktop';
const english: Words = {
  product,
  statuses: {
    online: 'Online',
    callme: 'Call me',
    away: 'Away',
    busy: 'Busy',
    silent: 'Silent',
    hidden: 'Invisible',
    offline: 'Offline',
    unknown: 'Status unknown',
  },
  newMessage: 'New message',
  chatsWithNews: (count) => (count === 1 ? '1 chat has new messages' : `${count} chats have new messages`),
  face: () => '[Face]',
  shake: '[Nudge]',
  unknown: (label) => `[Unsupported message: ${label}]`,
  markAllRead: 'Mark all read',
  open: 'Open panel',
  hide: 'Hide',
  settings: 'Settings',
  quit: 'Quit',
  stillRunning: 'Still running in the tray so you get messages. Quit from the tray menu.',
};
const chinese: Words = {
  product,
  statuses: {
    online: '在线',
    callme: 'Q我吧',
    away: '离开',
    busy: '忙碌',
    silent: '请勿打扰',
    hidden: '隐身',
    offline: '离线',
    unknown: '状态未知',
  },
  newMessage: '新消息',
  chatsWithNews: (count) => `${count} 个会话有新消息`,
  face: () => '[表情]',
  shake: '[窗口抖动]',
  unknown: (label) => `[不支持的消息：${label}]`,
  markAllRead: '全部标为已读',
  open: '打开面板',
  hide: '隐藏',
  settings: '设置',
  quit: '退出',
  stillRunning: '程序仍在托盘运行以接收消息，可从托盘菜单退出。',
};

/** The words in the chosen language, or in that of the system. */
export function wordsFor(language: Settings['language'], locale: string): Words {
  return (language === 'system' ? locale : language).toLowerCase().startsWith('zh') ? chinese : english;
}
