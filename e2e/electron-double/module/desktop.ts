import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { MenuEntry } from '../messages.ts';
import { wholeApp } from './app.ts';
import { answers, tell } from './link.ts';
import { KnownEmitter, onlyKnown, strict } from './strict.ts';

interface Template {
  readonly label?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly submenu?: readonly Template[];
  readonly click?: () => void;
}

class DoubleMenu {
  static buildFromTemplate(template: readonly Template[]) {
    return new DoubleMenu(template);
  }
  static setApplicationMenu(_menu: null) {}

  readonly items: readonly { readonly entry: MenuEntry; readonly click: () => void; readonly submenu: DoubleMenu }[];

  constructor(template: readonly Template[]) {
    this.items = template.map((item) => {
      onlyKnown('MenuItem', item, ['label', 'type', 'enabled', 'checked', 'submenu', 'click']);
      const submenu = new DoubleMenu(item.submenu ?? []);
      const { label = '', type = item.submenu ? 'submenu' : 'normal', enabled = true, checked = false } = item;
      // The mark of an access key is drawn as a line, two of them as the character.
      const shown = label.replaceAll(/&(.?)/g, '$1');
      const entry = { label: shown, type, enabled, checked, submenu: submenu.items.map(({ entry }) => entry) };
      return { entry, submenu, click: item.click ?? (() => {}) };
    });
  }
}
export const Menu = strict('Menu', DoubleMenu);

class Image {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
  resize(_size: { width: number; height: number }) {
    return this;
  }
}
export const nativeImage = strict('nativeImage', {
  createFromPath(path: string) {
    const isPng = readFileSync(path).subarray(1, 4).toString('latin1') === 'PNG';
    if (!isPng) throw new Error(`${path} is no picture`);
    return strict('NativeImage', new Image(basename(path)));
  },
});

let tray: DoubleTray | undefined;

class DoubleTray extends KnownEmitter {
  icon: Image;
  toolTip = '';
  menu = new DoubleMenu([]);

  constructor(icon: Image) {
    super(['click', 'right-click', 'double-click']);
    this.icon = icon;
    tray = this;
    this.announce();
    // biome-ignore lint/correctness/noConstructorReturn: the guarded form is all that the client may see
    return strict('Tray', this);
  }
  announce() {
    const { icon, toolTip, menu } = this;
    tell({ kind: 'tray', tray: { icon: icon.name, toolTip, menu: menu.items.map(({ entry }) => entry) } });
  }
  setImage(icon: Image) {
    this.icon = icon;
    this.announce();
  }
  setToolTip(text: string) {
    this.toolTip = text;
    this.announce();
  }
  setContextMenu(menu: DoubleMenu) {
    this.menu = menu;
    this.announce();
  }
  destroy() {
    tray = undefined;
    tell({ kind: 'tray', tray: undefined });
  }
}
export const Tray = strict('Tray class', DoubleTray);

const shown = new Map<number, DoubleNotification>();
let lastId = 0;

class DoubleNotification extends KnownEmitter {
  static isSupported() {
    return true;
  }

  readonly id: number;
  readonly title: string;
  readonly body: string;

  constructor(options: { title: string; body: string }) {
    super(['click', 'close', 'show', 'failed']);
    onlyKnown('Notification', options, ['title', 'body']);
    lastId += 1;
    this.id = lastId;
    this.title = options.title;
    this.body = options.body;
    // biome-ignore lint/correctness/noConstructorReturn: the guarded form is all that the client may see
    return strict('Notification', this);
  }
  show() {
    shown.set(this.id, this);
    tell({ kind: 'notification', id: this.id, title: this.title, body: this.body });
  }
  close() {
    if (shown.delete(this.id)) tell({ kind: 'notification-gone', id: this.id });
  }
}
export const Notification = strict('Notification class', DoubleNotification);

export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string) => tell({ kind: 'dialog', title, content }),
});
export const shell = strict('shell', {
  async openExternal(url: string) {
    tell({ kind: 'external', url });
  },
});

const workArea = { x: 0, y: 0, width: 1600, height: 1000 };
const display = () => {
  if (!wholeApp.isReadyNow) throw new Error('The screen is not there before the app is ready');
  return strict('Display', { workArea });
};
export const screen = strict('screen', { getPrimaryDisplay: display, getDisplayMatching: display });

class PowerMonitor extends KnownEmitter {
  constructor() {
    super(['resume', 'suspend', 'lock-screen', 'unlock-screen', 'shutdown', 'on-ac', 'on-battery']);
  }
}
const wholePowerMonitor = new PowerMonitor();
export const powerMonitor = strict('powerMonitor', wholePowerMonitor);

answers({
  'tray-click': () => tray?.emit('click'),
  'tray-menu'({ labels }) {
    let menu = tray?.menu;
    let found: DoubleMenu['items'][number] | undefined;
    for (const label of labels) {
      found = menu?.items.find(({ entry }) => entry.label === label);
      menu = found?.submenu;
    }
    if (!found?.entry.enabled) throw new Error(`The tray menu has no enabled ${labels.join(' › ')}`);
    found.click();
  },
  'notification-click': ({ id }) => shown.get(id)?.emit('click', {}),
  power: ({ event }) => wholePowerMonitor.emit(event),
});
