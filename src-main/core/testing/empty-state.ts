import { defaultSettings } from '#shared/model.ts';
import type { State } from '../state.ts';

/** A state in which only the given things are there. */
export const asEmptyState = (given: Partial<State>): State => ({
  accounts: new Map(),
  categories: new Map(),
  contacts: new Map(),
  groups: new Map(),
  members: new Map(),
  conversations: new Map(),
  settings: defaultSettings,
  hosting: { samples: [] },
  notices: [],
  ...given,
});
