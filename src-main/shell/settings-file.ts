import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { createSettingsFile, type SettingsFile, settingsFileOptions } from '#main/store/settings.ts';

/** The settings file of a profile in Electron; the same file and format as in the other host. */
export function createStoreSettings(dir: string): SettingsFile {
  const { configName: name, ...options } = settingsFileOptions;
  return createSettingsFile(
    join(dir, 'config.json'),
    () => new ElectronStore<Record<string, unknown>>({ ...options, name, cwd: dir }),
  );
}
