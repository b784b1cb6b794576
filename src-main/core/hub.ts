import type { EngineEvent } from '#main/engine/engine.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import type { AccountId, ConversationId } from '#shared/ids.ts';
import type { Capabilities, Hosting, Notice } from '#shared/model.ts';

/** Whatever watches the hub. */
export interface Front {
  /** One call for each change of the hub, after it was stored. Must not throw. */
  deliver(events: readonly UiEvent[]): void;
  /** Whether this front has the thread open: it then gets its messages and, of a group, its members. */
  watches(id: ConversationId): boolean;
}

/** The merged state of all accounts, and the only writer of it: everything is stored first and announced then. */
export interface Hub {
  /** All that a fresh front needs. Taken in the same turn as {@link attach} it fits the events that follow. */
  snapshot(): Snapshot;
  /** From now on the front is told. Returns the function that ends it. */
  attach(front: Front): () => void;
  setHosting(hosting: Hosting): void;
  /** Shows a notice until it is dismissed; the same id again replaces it. */
  addNotice(notice: Notice): void;
  /** Facts of one engine: one transaction, then one delivery to each front. `can` counts from an `online` fact on. */
  commit(accountId: AccountId, events: readonly EngineEvent[], can: Capabilities): void;
}
