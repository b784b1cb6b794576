import { Notification } from 'electron';
import type { Hub } from '#main/core/hub.ts';
import { watchAttention } from '#main/ui/attention.ts';
import type { Words } from '#main/ui/words.ts';
import type { ConversationId } from '#shared/ids.ts';
import type { Windows } from './window.ts';

export interface NotifyOptions {
  readonly hub: Hub;
  readonly windows: Windows;
  words(): Words;
}

/** Shows notifications of new messages until the signal aborts; a click opens the chat. */
export function showNotifications({ hub, windows, words }: NotifyOptions, signal: AbortSignal): void {
  if (!Notification.isSupported()) return;
  // Kept, because a notification that is collected loses its click.
  const live = new Map<ConversationId | undefined, Notification>();
  const withdraw = (id: ConversationId | undefined) => {
    live.get(id)?.close();
    live.delete(id);
  };
  watchAttention(
    {
      hub,
      words,
      isSeen: (id) => windows.isChatFocused(id),
      withdraw,
      show({ conversationId: id, title, body }) {
        withdraw(id);
        const notification = new Notification({ title, body: plainBody(body) });
        notification.on('click', () => (id === undefined ? windows.showMain() : windows.openChat(id)));
        notification.show();
        live.set(id, notification);
      },
    },
    signal,
  );
  signal.addEventListener('abort', () => {
    for (const id of live.keys()) withdraw(id);
  });
}

/** Desktops of Linux read markup in the body of a notification. */
function plainBody(text: string): string {
  if (process.platform !== 'linux') return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
