import type { Snapshot } from '#shared/events.ts';
import { defaultSettings } from '#shared/model.ts';

/** What a client knows in which nobody ever signed in. */
export const emptySnapshot: Snapshot = {
  accounts: [],
  categories: [],
  contacts: [],
  groups: [],
  conversations: [],
  settings: defaultSettings,
  hosting: { samples: [] },
  notices: [],
};
