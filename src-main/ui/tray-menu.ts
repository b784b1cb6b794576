import type { Core } from '#main/core/core.ts';
import type { ConversationId } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { cleanName, previewLine } from '#shared/segments.ts';
import { badgeCount, type UnreadChat, unreadChats } from './unread.ts';
import type { Words } from './words.ts';

/** An entry of the tray menu, in the form that Electron takes. */
export interface TrayItem {
  readonly label?: string;
  readonly type?: 'separator' | 'radio';
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly submenu?: TrayItem[];
  readonly click?: () => void;
}

/** What the entries of the tray menu do. */
export interface TrayActions {
  readonly core: Pick<Core, 'hub' | 'accounts' | 'conversations'>;
  openChat(id: ConversationId): void;
  showMain(): void;
  hideMain(): void;
  showSettings(): void;
  quit(): void;
}

const shownChats = 8;

/** The tray's menu and its number of unread messages (experience.md A2). Calls of the menu end with the signal. */
export function trayMenu(
  actions: TrayActions,
  words: Words,
  signal: AbortSignal,
): { unread: number; menu: TrayItem[] } {
  const { core } = actions;
  const state = core.hub.snapshot();
  const chats = unreadChats(state);
  const previews = state.settings.notifications === 'full';
  const menu: TrayItem[] = [
    ...state.accounts.map((account) => accountItem(account, core, words, signal)),
    ...(state.accounts.length > 0 ? [{ type: 'separator' } as const] : []),
    ...chats.slice(0, shownChats).map((chat) => ({
      label: plainLabel(chatLabel(chat, previews, words)),
      click: () => actions.openChat(chat.conversation.id),
    })),
    { label: words.markAllRead, enabled: chats.length > 0, click: () => markRead(core) },
    { type: 'separator' },
    // Both are always there, because a click on the icon is not delivered everywhere.
    { label: words.open, click: () => actions.showMain() },
    { label: words.hide, click: () => actions.hideMain() },
    { label: words.settings, click: () => actions.showSettings() },
    { label: words.quit, click: () => actions.quit() },
  ];
  return { unread: badgeCount(chats), menu };
}

function accountItem(account: Account, core: Pick<Core, 'accounts'>, words: Words, signal: AbortSignal): TrayItem {
  const online = account.phase === 'online';
  const status = online ? account.status : 'offline';
  return {
    label: plainLabel(`${cleanName(account.nick) || account.login} – ${words.statuses[status]}`),
    enabled: online,
    submenu: account.can.statuses.map((choice) => ({
      label: words.statuses[choice],
      type: 'radio',
      checked: choice === status,
      // Whether it worked shows in the account's row.
      click: () => void core.accounts.setStatus({ accountId: account.id, status: choice }, signal).catch(() => {}),
    })),
  };
}

function chatLabel({ conversation: { unread, last }, name }: UnreadChat, previews: boolean, words: Words): string {
  const preview = previews && last ? Array.from(previewLine(last.segments, words)) : [];
  const cut = preview.length > 30 ? `${preview.slice(0, 29).join('')}…` : preview.join('');
  return [`${name} (${unread})`, cut].filter((part) => part !== '').join('  ');
}

/** Everything that is unread when it is chosen, also what came after the menu was made. */
function markRead(core: Pick<Core, 'hub' | 'conversations'>): void {
  for (const { conversation } of unreadChats(core.hub.snapshot())) {
    if (!conversation.last) continue;
    core.conversations.read({ conversationId: conversation.id, order: conversation.last.order });
  }
}

/** Menus take `&` for the mark of an access key. */
const plainLabel = (text: string) => text.replaceAll('&', '&&');
