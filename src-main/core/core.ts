import { join } from 'node:path';
import type { EngineFactory, EngineVault } from '#main/engine/engine.ts';
import { backoff } from '#main/net/pace.ts';
import { createMediaFiles } from '#main/store/media-files.ts';
import type { SettingsFile } from '#main/store/settings.ts';
import { openStore } from '#main/store/store.ts';
import type { Vault } from '#main/store/vault.ts';
import { AppError } from '#shared/errors.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Account, EngineKind } from '#shared/model.ts';
import { type Accounts, createAccounts, enginePrefix, type Sample } from './accounts.ts';
import { bundledAddress } from './address.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { createHub, type Hub } from './hub.ts';
import { createMedia, type Media, shownPictures } from './media.ts';
import { createPreferences, type Preferences, wasDismissed } from './preferences.ts';
import { createSender, type Sender } from './sender.ts';
import { createSessions } from './sessions.ts';
import type { Pace } from './waiting.ts';

/** What the rooms of the core are given. */
export interface CoreDeps {
  /** Holds `history.db` and `media/`. */
  readonly profileDir: string;
  readonly settings: SettingsFile;
  readonly vault: Vault;
  readonly log: Log;
  readonly engines: Readonly<Record<EngineKind, EngineFactory>>;
  /** The chat server of this client; asked at each connect, since its port may change. */
  readonly bundled: { address(): string | undefined; readonly samples: readonly Sample[] };
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** The wait before another try; {@link backoff} unless said otherwise. */
  readonly pace?: Pace;
}

/** The truth about all accounts of one profile. */
export interface Core {
  readonly hub: Hub;
  readonly accounts: Accounts;
  readonly conversations: Conversations;
  readonly sender: Sender;
  readonly media: Media;
  readonly preferences: Preferences;
  /** Signs in the accounts that chose so. */
  start(): void;
  /** Lets messages under way finish (two seconds), signs everything out, closes the database. */
  close(): Promise<void>;
}

/** Opens the profile. Throws `storage` (see `openDatabase` for its reasons) or `disk-full`. */
export function createCore(deps: CoreDeps): Core {
  const { profileDir, settings, vault, log, engines, bundled, now = Date.now, pace = backoff } = deps;
  const store = openStore(profileDir, log);
  const files = createMediaFiles(join(profileDir, 'media'));
  const hub = createHub({ store, settings, log, now });
  const sessions = createSessions({
    hub,
    engines,
    addressOf: (account) => addressOf(account, bundled.address()),
    vaultOf: (accountId) => vaultOf(vault, accountId),
    pictures: {
      keep: (bytes) => files.put(bytes),
      drop(hash) {
        if (!shownPictures(hub).has(hash)) files.remove(hash);
      },
    },
    log,
    now,
    pace,
  });
  const sender = createSender({ store, hub, sessions, log, now, pace });
  const accounts = createAccounts({
    store,
    hub,
    sessions,
    vault,
    samples: () => bundled.samples,
    remembered: warnOfSecrets,
    forgotten: () => files.keepOnly(shownPictures(hub)),
    log,
    now,
  });

  function warnOfSecrets(): void {
    const id = 'secrets-in-file';
    if (vault.kind === 'file' && !wasDismissed(settings, id)) hub.addNotice({ id, code: id, subject: profileDir });
  }

  let closed: Promise<void> | undefined;
  async function leave(): Promise<void> {
    await sender.close();
    await sessions.close();
    store.close();
  }

  if (store.movedAside !== undefined) {
    hub.addNotice({ id: 'database-moved-aside', code: 'database-moved-aside', subject: store.movedAside });
  }
  if (settings.wasReset) {
    hub.addNotice({ id: 'settings-reset', code: 'settings-reset', subject: join(profileDir, 'config.json') });
  }
  if ([...hub.state.accounts.values()].some(({ remembered }) => remembered)) warnOfSecrets();
  sender.resume();

  return {
    hub,
    accounts,
    conversations: createConversations({ store, hub, now }),
    sender,
    media: createMedia({ files, hub, sessions, log }),
    preferences: createPreferences({ hub, settings }),
    start: () => void accounts.start(),
    close() {
      closed ??= leave();
      return closed;
    },
  };
}

function addressOf({ address }: Account, bundled: string | undefined): string {
  if (address !== bundledAddress) return address;
  if (bundled === undefined) throw new AppError('server-down', { detail: { reason: 'bundled' } });
  return bundled;
}

function vaultOf(vault: Vault, accountId: AccountId): EngineVault {
  const prefix = enginePrefix(accountId);
  return {
    get: (name) => vault.get(prefix + name),
    set: (name, secret) => vault.set(prefix + name, secret),
    remove: (name) => vault.remove(prefix + name),
  };
}
