import type { EngineFactory } from '#main/engine/engine.ts';
import type { SettingsFile } from '#main/store/settings.ts';
import type { Vault } from '#main/store/vault.ts';
import type { Log } from '#shared/log.ts';
import type { EngineKind } from '#shared/model.ts';
import type { Accounts } from './accounts.ts';
import type { Conversations } from './conversations.ts';
import type { Hub } from './hub.ts';
import type { Media } from './media.ts';
import type { Preferences } from './preferences.ts';
import type { Sender } from './sender.ts';

/** An account of the bundled chat server that anybody may try. */
export interface Sample {
  readonly login: string;
  readonly nick: string;
  readonly password: string;
}

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
export function createCore(_deps: CoreDeps): Core {
  throw new Error('not built yet');
}
