import type { CommandParams } from '#shared/commands.ts';
import type { Settings } from '#shared/model.ts';

/** The person's settings and the notices on top of the window. */
export interface Preferences {
  current(): Settings;
  change(patch: CommandParams<'settings.change'>): void;
  dismissNotice(params: CommandParams<'notice.dismiss'>): void;
}
