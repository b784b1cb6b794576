import * as z from 'zod/mini';
import { parseSettings, type SettingsFile } from '#main/store/settings.ts';
import type { CommandParams } from '#shared/commands.ts';
import type { Notice, Settings } from '#shared/model.ts';
import type { Hub } from './hub.ts';

/** The person's settings and the notices on top of the window. */
export interface Preferences {
  current(): Settings;
  change(patch: CommandParams<'settings.change'>): void;
  /** Takes a notice away; one that would come back at each start stays away. */
  dismissNotice(params: CommandParams<'notice.dismiss'>): void;
}

const dismissedKey = 'dismissedNotices';
const dismissedSchema = z.catch(z.array(z.string()), []);
/** Notices about a lasting fact. The others tell of something that happened and are due each time. */
const lasting: readonly Notice['code'][] = ['secrets-in-file'];

/** Whether the person has read a lasting notice in this or an earlier run. */
export function wasDismissed(settings: SettingsFile, noticeId: string): boolean {
  return dismissedSchema.parse(settings.get(dismissedKey)).includes(noticeId);
}

export function createPreferences({
  hub,
  settings,
}: {
  readonly hub: Hub;
  readonly settings: SettingsFile;
}): Preferences {
  return {
    current: () => hub.state.settings,
    change(patch) {
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      const next = parseSettings({ ...hub.state.settings, ...Object.fromEntries(given) });
      settings.write(next);
      hub.change(({ put }) => put({ kind: 'settings', settings: next }));
    },
    dismissNotice({ id }) {
      const { notices } = hub.state;
      const notice = notices.find((each) => each.id === id);
      if (!notice) return;
      if (lasting.includes(notice.code) && !wasDismissed(settings, id)) {
        settings.set(dismissedKey, [...dismissedSchema.parse(settings.get(dismissedKey)), id]);
      }
      hub.change(({ put }) => put({ kind: 'notices', notices: notices.filter((each) => each.id !== id) }));
    },
  };
}
