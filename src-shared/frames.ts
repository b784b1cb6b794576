import type { CommandName } from './commands.ts';
import type { WireError } from './errors.ts';
import type { Snapshot, UiEvent } from './events.ts';

/** Raised whenever the frames, events or commands change shape; a window of another version reloads. */
export const protocolVersion = 1;

/** What a window says to the main process. */
export type FrontFrame =
  /** First frame; answered by `snapshot`. `hidden` lowers the rate of batches. */
  | { readonly kind: 'hello'; readonly version: number }
  /** The window was hidden or shown. */
  | { readonly kind: 'visible'; readonly visible: boolean }
  /** A batch was applied; gives its credit back. */
  | { readonly kind: 'ack'; readonly seq: number }
  /** A gap was seen; answered by `snapshot`. */
  | { readonly kind: 'resync' }
  | { readonly kind: 'call'; readonly id: number; readonly name: CommandName; readonly params: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

/** What the main process says to a window. */
export type BackFrame =
  | { readonly kind: 'snapshot'; readonly seq: number; readonly state: Snapshot }
  /** `seq` is one more than that of the snapshot or batch before it. */
  | { readonly kind: 'events'; readonly seq: number; readonly events: readonly UiEvent[] }
  | { readonly kind: 'ok'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'err'; readonly id: number; readonly error: WireError }
  /** The window speaks another version and must reload. */
  | { readonly kind: 'outdated'; readonly version: number };
