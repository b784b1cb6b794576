import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'playwright/test';
import { type ChatServer, type ChatServerOptions, startChatServer } from '#main/server/serve.ts';
import { createBrowserHost } from './hosts/browser.ts';
import { createDoubleHost } from './hosts/double.ts';
import { createElectronHost } from './hosts/electron.ts';
import type { Host, LaunchOptions, RunningClient } from './hosts/host.ts';
import { SignIn } from './pages/sign-in.ts';
import { type Started, start } from './processes.ts';

interface ServerLine {
  readonly url: string;
  readonly port: number;
  readonly samples: readonly { login: string; nick: string; password: string }[];
}

/** The chat server as a process of its own, which can be killed. */
export class ServerProcess {
  private started: Started<ServerLine> | undefined;
  private readonly dir: string;
  private port = 0;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Starts, or starts again on the same port with the same data. */
  async start(): Promise<void> {
    const args = ['--serve', '--data', this.dir, '--port', String(this.port), '--json', '--demo'];
    this.started = await start<ServerLine>(args);
    this.port = this.started.line.port;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.started?.stop(signal);
  }

  get url(): string {
    return this.line.url;
  }

  /** A sample person by position, as the sign-in form wants it. */
  person(index: number) {
    const person = this.line.samples[index];
    if (!person) throw new Error(`There is no sample person ${index}.`);
    return { address: this.url, account: person.login, password: person.password, nick: person.nick };
  }

  private get line(): ServerLine {
    if (!this.started) throw new Error('The server was not started.');
    return this.started.line;
  }
}

/** Everything one test starts; all of it ends with the test. */
export class World {
  /** A fresh folder of this test. */
  readonly dir: string;
  private readonly host: Host;
  private readonly cleanups: (() => Promise<void>)[] = [];

  constructor(dir: string, host: Host) {
    this.dir = dir;
    this.host = host;
  }

  /** The chat server with its sample people, as a process. */
  async server(): Promise<ServerProcess> {
    const server = new ServerProcess(join(this.dir, 'server'));
    this.cleanups.push(() => server.stop());
    await server.start();
    return server;
  }

  /** The chat server inside the test, with its fault scripts. */
  async scriptedServer(options: Pick<ChatServerOptions, 'onPicture'> = {}): Promise<ChatServer> {
    const quiet = { debug() {}, info() {}, warn() {}, error() {} };
    const server = await startChatServer({
      dir: join(this.dir, 'server'),
      port: 0,
      demo: true,
      log: quiet,
      ...options,
    });
    this.cleanups.push(() => server.close());
    return server;
  }

  /** Starts a client of its own profile. */
  async client(profile: string, options: Partial<LaunchOptions> = {}): Promise<RunningClient> {
    const client = await this.host.launch({ dataDir: join(this.dir, 'clients'), profile, ...options });
    this.cleanups.push(() => client.stop());
    return client;
  }

  /** Starts a client and gives its sign-in window. */
  async signIn(
    profile: string,
    options: Partial<LaunchOptions> = {},
  ): Promise<{ client: RunningClient; form: SignIn }> {
    const client = await this.client(profile, options);
    return { client, form: new SignIn(client.main) };
  }

  async close(): Promise<void> {
    for (const cleanup of this.cleanups.reverse()) await cleanup();
  }
}

const hosts: Record<string, () => Host> = {
  'browser window': createBrowserHost,
  'electron double': createDoubleHost,
  electron: () => createElectronHost(process.env.WEBQQ_TEST_ELECTRON ?? ''),
};

export const test = base.extend<{ world: World }, { host: Host }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of wanted fixtures from this pattern
    async ({}, use, { project }) => {
      const host = (hosts[project.name] ?? createBrowserHost)();
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
  world: async ({ host }, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'webqq-e2e-'));
    const world = new World(dir, host);
    await use(world);
    await world.close();
    await rm(dir, { recursive: true, force: true });
  },
});

export { expect } from 'playwright/test';
