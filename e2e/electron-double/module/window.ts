import type { Rectangle } from 'electron';
import type { WindowState } from '../messages.ts';
import { wholeApp } from './app.ts';
import { answers, tell } from './link.ts';
import { DoubleEvent, KnownEmitter, onlyKnown, strict } from './strict.ts';
import { WebContents } from './web-contents.ts';

const knownOptions = [
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'maxWidth',
  'resizable',
  'show',
  'backgroundColor',
  'webPreferences',
];
const knownPreferences = ['preload', 'sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag'];

interface Options extends Partial<Rectangle> {
  readonly show?: boolean;
  readonly resizable?: boolean;
  readonly backgroundColor?: string;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

const open = new Map<number, DoubleWindow>();
let lastId = 0;
let focused: DoubleWindow | undefined;

class DoubleWindow extends KnownEmitter {
  static getAllWindows() {
    return [...open.values()].map((window) => window.self);
  }

  readonly id: number;
  readonly whole: WebContents;
  readonly webContents: WebContents;
  readonly options: Options;
  bounds: Rectangle;
  visible: boolean;
  resizable: boolean;
  self: DoubleWindow;

  constructor(options: Options) {
    super(['close', 'closed', 'focus', 'blur', 'show', 'hide', 'ready-to-show']);
    if (!wholeApp.isReadyNow) throw new Error('Cannot create BrowserWindow before app is ready');
    onlyKnown('BrowserWindow', options, knownOptions);
    onlyKnown('webPreferences', options.webPreferences ?? {}, knownPreferences);
    lastId += 1;
    this.id = lastId;
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.visible = options.show ?? true;
    this.resizable = options.resizable ?? true;
    this.whole = new WebContents(this.id);
    this.webContents = strict('webContents', this.whole);
    this.whole.self = this.webContents;
    open.set(this.id, this);
    this.self = strict('BrowserWindow', this);
    this.announce();
    // biome-ignore lint/correctness/noConstructorReturn: the guarded form is all that the client may see
    return this.self;
  }

  announce() {
    const { id, visible, resizable, bounds, options } = this;
    const state: WindowState = {
      id,
      visible,
      resizable,
      bounds,
      focused: focused === this,
      backgroundColor: options.backgroundColor ?? '#FFF',
      webPreferences: options.webPreferences ?? {},
    };
    tell({ kind: 'window', state, preload: String(options.webPreferences?.preload ?? '') });
  }
  whenAlive(): DoubleWindow {
    const whole = open.get(this.id);
    if (whole) return whole;
    tell({ kind: 'violation', text: 'A destroyed window was used' });
    throw new TypeError('Object has been destroyed');
  }

  isDestroyed() {
    return !open.has(this.id);
  }
  isVisible() {
    return this.whenAlive().visible;
  }
  isFocused() {
    return focused === this.whenAlive();
  }
  isMinimized() {
    this.whenAlive();
    return false;
  }
  restore() {
    this.whenAlive();
  }
  getBounds() {
    return { ...this.whenAlive().bounds };
  }
  getNormalBounds() {
    return this.getBounds();
  }
  setBounds(bounds: Rectangle) {
    if (!Object.values(bounds).every(Number.isInteger)) throw new TypeError('Bounds are whole numbers');
    this.whenAlive().bounds = { ...this.getBounds(), ...bounds };
    this.whenAlive().announce();
  }
  setMinimumSize(_width: number, _height: number) {
    this.whenAlive();
  }
  setMaximumSize(_width: number, _height: number) {
    this.whenAlive();
  }
  setResizable(resizable: boolean) {
    this.whenAlive().resizable = resizable;
    this.whenAlive().announce();
  }
  loadURL(url: string) {
    return this.whenAlive().whole.loadURL(url);
  }
  show() {
    const whole = this.whenAlive();
    if (!whole.visible) {
      whole.visible = true;
      whole.announce();
      whole.emit('show');
    }
    whole.focus();
  }
  focus() {
    const whole = this.whenAlive();
    if (focused === whole || !whole.visible) return;
    const before = focused;
    focused = whole;
    if (before) before.lostFocus();
    whole.announce();
    whole.emit('focus');
  }
  lostFocus() {
    if (focused === this) focused = undefined;
    this.announce();
    this.emit('blur');
  }
  hide() {
    const whole = this.whenAlive();
    if (!whole.visible) return;
    whole.visible = false;
    if (focused === whole) whole.lostFocus();
    else whole.announce();
    whole.emit('hide');
  }
  close() {
    void this.whenAlive().closeNow();
  }
  async closeNow(): Promise<boolean> {
    // The page is asked first, so nothing happens in the same turn.
    await new Promise(setImmediate);
    if (!open.has(this.id)) return true;
    const event = new DoubleEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.goNow();
    return true;
  }
  goNow() {
    if (focused === this) focused = undefined;
    open.delete(this.id);
    tell({ kind: 'window-gone', id: this.id });
    this.whole.destroyNow();
    this.emit('closed');
    if (open.size > 0 || wholeApp.quitting) return;
    if (wholeApp.listenerCount('window-all-closed') > 0) wholeApp.emit('window-all-closed');
    else wholeApp.quit();
  }
}
export const BrowserWindow = strict('BrowserWindow class', DoubleWindow);

wholeApp.windows = {
  async closeAll() {
    for (const window of [...open.values()]) if (!(await window.closeNow())) return false;
    return true;
  },
};
answers({
  'ready-to-show': ({ id }) => void open.get(id)?.emit('ready-to-show'),
  close: ({ id }) => open.get(id)?.closeNow(),
  focus: ({ id }) => open.get(id)?.focus(),
  blur: () => focused?.lostFocus(),
  move: ({ id, bounds }) => open.get(id)?.setBounds(bounds),
});
