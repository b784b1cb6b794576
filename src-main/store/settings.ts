import { existsSync, renameSync } from 'node:fs';
import { defaultSettings, type Settings, settingsSchema } from '#shared/model.ts';
import { storageError } from './sqlite.ts';

/** The file `config.json` of a profile: the person's settings, and what a host remembers (window bounds and the like). */
export interface SettingsFile {
  /** The settings; a missing or senseless value is replaced by its default. */
  read(): Settings;
  write(next: Settings): void;
  /** Something that a host remembers under a name of its own, as it was stored; nothing is checked. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  /** The file could not be read, was moved aside and replaced by the defaults. */
  readonly wasReset: boolean;
}

/** What `conf` and `electron-store` have in common; both keep one JSON object in a file. */
export interface KeyValueFile {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Options for both libraries, so that each reads what the other one wrote. */
export const settingsFileOptions = { configName: 'config', accessPropertiesByDotNotation: false } as const;

/** Opens `file` by `open`, and once more after moving an unreadable one aside. Throws `storage` or `disk-full`. */
export function createSettingsFile(file: string, open: () => KeyValueFile): SettingsFile {
  const { store, wasReset } = openOrReset(file, open);
  return {
    wasReset,
    read: () => parseSettings(store.get('settings')),
    write: (next) => guarded(file, () => store.set('settings', next)),
    get: (key) => store.get(`host.${key}`),
    set: (key, value) => guarded(file, () => store.set(`host.${key}`, value)),
  };
}

/** Settings out of anything: each value that fits is kept, the others get their default. */
export function parseSettings(stored: unknown): Settings {
  const given: Record<string, unknown> =
    typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const kept = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(given[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(kept) });
}

function openOrReset(file: string, open: () => KeyValueFile): { store: KeyValueFile; wasReset: boolean } {
  try {
    return { store: open(), wasReset: false };
  } catch (cause) {
    if (!(cause instanceof SyntaxError) || !existsSync(file)) throw storageError(cause, file);
    return guarded(file, () => {
      renameSync(file, `${file}.damaged-${Date.now()}`);
      return { store: open(), wasReset: true };
    });
  }
}

function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw storageError(cause, file);
  }
}
