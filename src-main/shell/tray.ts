import { app, Menu, nativeImage, Tray } from 'electron';
import { sleep } from '#main/net/pace.ts';
import { type TrayActions, trayMenu } from '#main/ui/tray-menu.ts';
import type { Words } from '#main/ui/words.ts';
import type { UiEvent } from '#shared/events.ts';
import quietIcon from '../../build/tray.png?asset';
import unreadIcon from '../../build/tray-unread.png?asset';

export interface TrayOptions extends TrayActions {
  isMainVisible(): boolean;
  words(): Words;
}

const relevant: ReadonlySet<UiEvent['kind']> = new Set([
  'account',
  'account-removed',
  'contact',
  'group',
  'conversation',
  'conversation-removed',
  'settings',
]);

/** Shows the tray icon, its menu and the unread number on the app's icon until the signal aborts. */
export function createTray(options: TrayOptions, signal: AbortSignal): void {
  const quiet = icon(quietIcon);
  const news = icon(unreadIcon);
  const tray = new Tray(quiet);
  tray.on('click', () => (options.isMainVisible() ? options.hideMain() : options.showMain()));

  const rebuild = () => {
    const words = options.words();
    const { unread, menu } = trayMenu(options, words, signal);
    tray.setImage(unread > 0 ? news : quiet);
    tray.setToolTip(unread > 0 ? `${words.product} (${unread})` : words.product);
    tray.setContextMenu(Menu.buildFromTemplate(menu));
    app.setBadgeCount(unread);
  };
  let planned = false;
  const rebuildSoon = async () => {
    if (planned) return;
    planned = true;
    // A burst of changes makes one menu.
    await sleep(100, signal);
    planned = false;
    rebuild();
  };
  const detach = options.core.hub.attach({
    watches: () => false,
    deliver: (events) => {
      // Rejects only at the end.
      if (events.some(({ kind }) => relevant.has(kind))) rebuildSoon().catch(() => {});
    },
  });
  signal.addEventListener('abort', () => {
    detach();
    tray.destroy();
  });
  rebuild();
}

function icon(path: string) {
  const image = nativeImage.createFromPath(path);
  return process.platform === 'darwin' ? image.resize({ width: 18, height: 18 }) : image;
}
