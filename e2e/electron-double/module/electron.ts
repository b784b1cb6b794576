/**
 * A double of the `electron` module of the main process. It holds what the client uses and nothing else: whatever is
 * missing throws and is reported to the test.
 */
import { app } from './app.ts';
import { dialog, Menu, Notification, nativeImage, powerMonitor, screen, shell, Tray } from './desktop.ts';
import { nativeTheme, protocol, safeStorage } from './system.ts';
import { ipcMain, session } from './web-contents.ts';
import { BrowserWindow } from './window.ts';

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
};
// biome-ignore lint/style/noDefaultExport: electron has both, and electron-store takes this one
export default { app, ipcMain, shell };
