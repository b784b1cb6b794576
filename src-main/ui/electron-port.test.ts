import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { expect, test } from 'vitest';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { Port } from '#shared/port.ts';
import { listenToWindows, toBack, toFront, wokeUp } from './electron-port.ts';

class Contents extends EventEmitter {
  destroyed = false;
  readonly sent: unknown[] = [];
  isDestroyed = () => this.destroyed;
  send(channel: string, frame: unknown) {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.sent.push([channel, frame]);
  }
  destroy() {
    this.destroyed = true;
    this.emit('destroyed');
  }
}

function setUp() {
  const ipcMain = new EventEmitter();
  const ports: Port<BackFrame, FrontFrame>[] = [];
  const heard: unknown[] = [];
  let woken = 0;
  listenToWindows({
    ipcMain: ipcMain as IpcMain,
    isOwn: (url) => url.startsWith('app://client/'),
    serve(port) {
      ports.push(port);
      const number = ports.length;
      port.onMessage((frame) => heard.push([number, frame]));
    },
    wake: () => {
      woken += 1;
    },
  });
  const top = { parent: null, url: 'app://client/index.html#/' };
  const say = (sender: Contents, frame: unknown, senderFrame: unknown = top) =>
    ipcMain.emit(toBack, { sender, senderFrame }, frame);
  return {
    ports,
    heard,
    say,
    wake: (senderFrame: unknown = top) => ipcMain.emit(wokeUp, { sender: new Contents(), senderFrame }),
    woken: () => woken,
  };
}
const hello = { kind: 'hello', version: 1 };

test('a hello opens a port and is its first frame', () => {
  const { ports, heard, say } = setUp();
  const contents = new Contents();
  say(contents, hello);
  say(contents, { kind: 'ack', seq: 1 });
  expect(heard).toEqual([
    [1, hello],
    [1, { kind: 'ack', seq: 1 }],
  ]);
  ports[0]?.post({ kind: 'outdated', version: 2 });
  expect(contents.sent).toEqual([[toFront, { kind: 'outdated', version: 2 }]]);
});

test('frames before a hello, of other frames, of other origins and of no shape are not heard', () => {
  const { ports, say } = setUp();
  const contents = new Contents();
  say(contents, { kind: 'ack', seq: 1 });
  say(contents, hello, null);
  say(contents, hello, { parent: {}, url: 'app://client/index.html' });
  say(contents, hello, { parent: null, url: 'https://example.org/' });
  say(contents, 'hello');
  say(contents, null);
  say(contents, undefined);
  expect(ports).toHaveLength(0);
});

test('a page that loads again goes on with the port of its window', () => {
  const { ports, heard, say } = setUp();
  const contents = new Contents();
  say(contents, hello);
  say(contents, hello);
  expect(ports).toHaveLength(1);
  expect(heard).toEqual([
    [1, hello],
    [1, hello],
  ]);
});

test('the port closes once with its window, and nothing is posted to it any more', () => {
  const { ports, say } = setUp();
  const contents = new Contents();
  let closed = 0;
  say(contents, hello);
  ports[0]?.onClose(() => {
    closed += 1;
  });
  contents.destroy();
  ports[0]?.close();
  ports[0]?.post({ kind: 'outdated', version: 2 });
  expect(closed).toBe(1);
  ports[0]?.onClose(() => {
    closed += 1;
  });
  expect(closed).toBe(2);
  expect(contents.sent).toEqual([]);
});

test('two windows have ports of their own', () => {
  const { heard, say } = setUp();
  const [one, two] = [new Contents(), new Contents()];
  say(one, hello);
  say(two, hello);
  one.destroy();
  say(two, { kind: 'resync' });
  expect(heard).toEqual([
    [1, hello],
    [2, hello],
    [2, { kind: 'resync' }],
  ]);
});

test('only our own pages tell of a new network', () => {
  const { wake, woken } = setUp();
  wake();
  wake({ parent: null, url: 'https://example.org/' });
  expect(woken()).toBe(1);
});
