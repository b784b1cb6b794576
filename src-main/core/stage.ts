import type { UiEvent } from '#shared/events.ts';
import type { AccountId } from '#shared/ids.ts';
import type { State } from './state.ts';

/** The state with the changes so far laid over it. */
export interface Stage {
  readonly accountId: AccountId;
  readonly state: State;
  /** The staged event of a slot. */
  staged(slot: string): UiEvent | undefined;
  /** Everything staged so far. */
  all(): Iterable<UiEvent>;
  put(event: UiEvent): void;
}
