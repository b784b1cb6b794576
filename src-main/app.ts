import { join } from 'node:path';
import { createWebqqEngine } from '#main/engine/webqq/engine.ts';
import { AppError } from '#shared/errors.ts';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { Log } from '#shared/log.ts';
import type { Port } from '#shared/port.ts';
import { bundledAddress } from './core/address.ts';
import { type Core, createCore } from './core/core.ts';
import { type ChatServer, startChatServer } from './server/serve.ts';
import type { SettingsFile } from './store/settings.ts';
import type { Vault } from './store/vault.ts';
import { createHandlers, type Host } from './ui/handlers.ts';
import { serveFront } from './ui/serve.ts';

/** What the host gives: where things are kept, and what only it can do. */
export interface AppOptions extends Host {
  /** The profile and its folder, which exists and belongs to this process alone. */
  readonly profile: { readonly name: string; readonly dir: string };
  readonly settings: SettingsFile;
  readonly vault: Vault;
  readonly log: Log;
}

/** The client without its windows. */
export interface App {
  readonly core: Core;
  /** Serves one window until its port closes. */
  serveFront(port: Port<BackFrame, FrontFrame>): void;
  /** Ends windows, engines, the bundled server and the store, in this order. */
  close(): Promise<void>;
}

/**
 * Builds the rooms in order and signs in. Starts the bundled chat server when nobody has an account yet or somebody's
 * account lives on it. Throws `storage` or `disk-full` when the profile cannot be opened.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { profile, settings, vault, log } = options;
  let server: ChatServer | undefined;
  const core = createCore({
    profileDir: profile.dir,
    settings,
    vault,
    log,
    engines: { webqq: createWebqqEngine },
    bundled: {
      address: () => server?.url,
      get samples() {
        return server?.samples ?? [];
      },
    },
  });
  try {
    if (needsServer(core)) server = await host(core, options);
    core.start();
  } catch (error) {
    await core.close();
    await server?.close();
    throw error;
  }

  const fronts = new Set<() => void>();
  let closed: Promise<void> | undefined;
  async function leave(): Promise<void> {
    for (const end of fronts) end();
    await core.close();
    await server?.close();
  }

  return {
    core,
    serveFront(port) {
      const end = serveFront(port, {
        hub: core.hub,
        handlers: (watches) => createHandlers(core, options, watches),
        log,
      });
      fronts.add(end);
      port.onClose(() => fronts.delete(end));
    },
    close() {
      closed ??= leave();
      return closed;
    },
  };
}

function needsServer(core: Core): boolean {
  const { accounts } = core.hub.snapshot();
  return accounts.length === 0 || accounts.some((account) => account.address === bundledAddress);
}

/** Starts the bundled server and tells the windows; a server that cannot start is a notice, and the client goes on. */
async function host(core: Core, { profile, settings, log }: AppOptions): Promise<ChatServer | undefined> {
  const dir = join(profile.dir, 'server');
  const start = (port: number) => startChatServer({ dir, port, demo: true, log });
  const remembered = settings.get(portKey);
  try {
    const server = await start(typeof remembered === 'number' ? remembered : 0).catch((error: unknown) => {
      if (AppError.from(error).code !== 'refused') throw error;
      return start(0);
    });
    const samples = server.samples.map(({ login, nick }) => ({ login, nick }));
    core.hub.setHosting({ address: server.url, samples });
    if (server.port !== remembered) settings.set(portKey, server.port);
    return server;
  } catch (error) {
    log.error('hosting.failed', { code: AppError.from(error).code });
    core.hub.addNotice({ id: 'hosting-failed', code: 'hosting-failed', subject: dir });
    return undefined;
  }
}

/** The port is kept, so that people who were given the address of this server find it again. */
const portKey = 'bundledPort';
