import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, machine, tell } from './link.ts';
import { DoubleEvent, KnownEmitter, strict } from './strict.ts';

/** What quitting needs to know of windows; given by the window half, which needs the app itself. */
export interface OpenWindows {
  /** Asks all windows to close; resolves with false when one of them refused. */
  closeAll(): Promise<boolean>;
}

class App extends KnownEmitter {
  readonly isPackaged = false;
  readonly paths = new Map<string, string>([['userData', join(tmpdir(), 'electron-double')]]);
  readonly ready = Promise.withResolvers<void>();
  isReadyNow = false;
  quitting = false;
  windows: OpenWindows = { closeAll: async () => true };

  constructor() {
    super(['ready', 'second-instance', 'activate', 'before-quit', 'will-quit', 'quit', 'window-all-closed']);
  }

  whenReady() {
    return this.ready.promise;
  }
  isReady() {
    return this.isReadyNow;
  }
  getName() {
    return 'WebQQ Desktop';
  }
  getVersion() {
    return '0.0.0';
  }
  getLocale() {
    return machine.locale;
  }
  getPath(name: string) {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string) {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} is not there`);
    this.paths.set(name, path);
  }
  enableSandbox() {
    if (this.isReadyNow) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
  setAppUserModelId(_id: string) {}
  setBadgeCount(count: number) {
    if (!this.isReadyNow) throw new Error('app is not ready');
    tell({ kind: 'badge', count });
    return true;
  }

  requestSingleInstanceLock(): boolean {
    const dir = join(this.getPath('userData'), 'electron-double-lock');
    mkdirSync(dir, { recursive: true });
    const owner = join(dir, 'owner');
    if (existsSync(owner) && isAlive(Number(readFileSync(owner, 'utf8')))) {
      writeFileSync(join(dir, `second-${process.pid}`), JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
      return false;
    }
    writeFileSync(owner, String(process.pid));
    const hear = () => {
      for (const name of readdirSync(dir).filter((each) => each.startsWith('second-'))) {
        const text = readFileSync(join(dir, name), 'utf8');
        if (text === '') continue;
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
        rmSync(join(dir, name));
        this.emit('second-instance', new DoubleEvent(), argv, cwd, undefined);
      }
    };
    watch(dir, hear).unref();
    return true;
  }

  quit(): void {
    if (this.quitting) return;
    this.quitting = true;
    void this.quitNow();
  }
  async quitNow(): Promise<void> {
    const stopped = (event: string) => {
      const question = new DoubleEvent();
      tell({ kind: 'lifecycle', event });
      this.emit(event, question);
      return question.defaultPrevented;
    };
    if (stopped('before-quit') || !(await this.windows.closeAll()) || stopped('will-quit')) {
      this.quitting = false;
      return;
    }
    this.exit(0);
  }
  exit(code = 0): void {
    tell({ kind: 'lifecycle', event: `exit ${code}` });
    process.exit(code);
  }
  /** The entry was loaded to its end; Electron is ready no sooner. */
  becomeReady(): void {
    this.isReadyNow = true;
    this.emit('ready');
    this.ready.resolve();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The app with the members that only the double has. */
export const wholeApp = new App();
export const app = strict('app', wholeApp);
answers({ quit: () => wholeApp.quit() });
