import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createConfSettings } from '#main/store/settings-conf.ts';
import { createFileVault, type Vault } from '#main/store/vault.ts';
import type { UiEvent } from '#shared/events.ts';
import { type AccountId, asMessageKey, asPeerId, type ConversationId, conversationId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Message } from '#shared/model.ts';
import type { SignInParams } from '../accounts.ts';
import { type Core, createCore } from '../core.ts';
import type { Front } from '../hub.ts';
import { createStagehand, type Puppet, type Stagehand } from './puppet.ts';

/** A log that keeps the names of its events. */
function listeningLog(logged: string[]): Log {
  const note = (event: string) => void logged.push(event);
  return { debug: note, info: note, warn: note, error: note };
}

export { soon } from './soon.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'webqq-core-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A front that keeps what it is told. */
export interface Watcher extends Front {
  readonly batches: (readonly UiEvent[])[];
  readonly watched: Set<ConversationId>;
  /** The latest event of a kind. */
  last<Kind extends UiEvent['kind']>(kind: Kind): Extract<UiEvent, { kind: Kind }> | undefined;
  clear(): void;
}

export function createWatcher(onDeliver: () => void = () => undefined): Watcher {
  const batches: (readonly UiEvent[])[] = [];
  const watched = new Set<ConversationId>();
  return {
    batches,
    watched,
    deliver(events) {
      batches.push(events);
      onDeliver();
    },
    watches: (id) => watched.has(id),
    last: <Kind extends UiEvent['kind']>(kind: Kind) =>
      batches.flat().findLast((event): event is Extract<UiEvent, { kind: Kind }> => event.kind === kind),
    clear: () => void batches.splice(0),
  };
}

/** A profile on the disk, with puppets for services; it can be opened again and again. */
export interface World {
  readonly dir: string;
  readonly hand: Stagehand;
  readonly core: Core;
  readonly vault: Vault;
  readonly clock: { now: number };
  /** The names of logged events. */
  readonly logged: readonly string[];
}

export interface WorldOptions {
  readonly dir?: string;
  readonly hand?: Stagehand;
  readonly clock?: { now: number };
  readonly bundledAddress?: () => string | undefined;
}

export function openWorld(options: WorldOptions = {}): World {
  const dir = options.dir ?? temporaryFolder();
  const hand = options.hand ?? createStagehand();
  const clock = options.clock ?? { now: 1_700_000_100_000 };
  const logged: string[] = [];
  const vault = createFileVault(join(dir, 'secrets.json'));
  const core = createCore({
    profileDir: dir,
    settings: createConfSettings(dir),
    vault,
    log: listeningLog(logged),
    engines: { webqq: hand.factory },
    bundled: {
      address: options.bundledAddress ?? (() => 'http://127.0.0.1:1'),
      samples: [
        { login: '10001', nick: 'Ann', password: 'one' },
        { login: '10002', nick: 'Bo', password: 'two' },
      ],
    },
    now: () => clock.now,
    pace: () => 1,
  });
  onTestFinished(() => {
    hand.end();
    return core.close();
  });
  return { dir, hand, core, vault, clock, logged };
}

export const signInParams: SignInParams = {
  engine: 'webqq',
  address: 'chat.example:8080',
  login: '1000',
  password: 'secret word',
  status: 'online',
  remember: false,
  autoSignIn: false,
};

/** Signs in and waits until the account is online. */
export async function signedIn(
  { core, hand }: World,
  params: Partial<SignInParams> = {},
): Promise<{ accountId: AccountId; puppet: Puppet; chat: ConversationId }> {
  const before = hand.puppets.length;
  const { accountId } = await core.accounts.signIn({ ...signInParams, ...params });
  const puppet = await hand.puppet(before + 1);
  await puppet.online();
  return { accountId, puppet, chat: personChat(accountId) };
}

export const personChat = (accountId: AccountId, peer = '2001'): ConversationId =>
  conversationId({ accountId, kind: 'person', peerId: asPeerId(peer) });

export const say = (id: ConversationId, key: string, text = key) => ({
  conversationId: id,
  key: asMessageKey(key),
  segments: [{ kind: 'text' as const, text }],
});

/** The newest messages of a conversation as they are stored. */
export const stored = ({ core }: World, id: ConversationId): readonly Message[] =>
  core.conversations.openThread({ conversationId: id, limit: 200 }).messages;

/** Text and state of each stored message, in order. */
export const rows = (world: World, id: ConversationId): string[] =>
  stored(world, id).map(
    ({ segments, state }) => `${segments.map((each) => ('text' in each ? each.text : '')).join('')}: ${state}`,
  );
