import { join } from 'node:path';
import Conf from 'conf';
import { createSettingsFile, type SettingsFile, settingsFileOptions } from './settings.ts';

/** The settings file of a profile for hosts without Electron. */
export function createConfSettings(dir: string): SettingsFile {
  return createSettingsFile(
    join(dir, 'config.json'),
    () => new Conf<Record<string, unknown>>({ ...settingsFileOptions, cwd: dir }),
  );
}
