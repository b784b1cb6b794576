import type { CommandParams } from '#shared/commands.ts';

/** Pictures by the SHA-256 of their bytes, in `media/` of the profile folder. */
export interface Media {
  fetchAvatar(params: CommandParams<'avatar.fetch'>, signal: AbortSignal): Promise<void>;
  /** Where the bytes are and what they are (`image/png` and so on); `undefined` when they are not stored. */
  file(hash: string): { readonly path: string; readonly type: string } | undefined;
}
