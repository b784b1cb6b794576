import type { SettingsFile } from '#main/store/settings.ts';
import type { Store } from '#main/store/store.ts';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import type { AccountId, ConversationId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Capabilities, Hosting, Notice } from '#shared/model.ts';
import { apply, type Fact } from './apply.ts';
import { arrive } from './arrive.ts';
import { type Change, openChange } from './change.ts';
import { groupThread, loadState, type State, toSnapshot } from './state.ts';

/** Whatever watches the hub. */
export interface Front {
  /** One call for each change of the hub, after it was stored. Must not throw. */
  deliver(events: readonly UiEvent[]): void;
  /** Whether this front has the thread open: it then gets its messages and, of a group, its members. */
  watches(id: ConversationId): boolean;
}

/** The merged state of all accounts, and the only writer of it: everything is stored first and announced then. */
export interface Hub {
  readonly state: State;
  /** All that a fresh front needs. Taken in the same turn as {@link attach} it fits the events that follow. */
  snapshot(): Snapshot;
  /** From now on the front is told. Returns the function that ends it. */
  attach(front: Front): () => void;
  setHosting(hosting: Hosting): void;
  /** Shows a notice until it is dismissed; the same id again replaces it. */
  addNotice(notice: Notice): void;
  /**
   * Facts about one account: one transaction, then one delivery to each front. `can` counts from an `online` fact on.
   * Throws `not-found` for an account that is gone, `storage` or `disk-full`; then nothing was changed.
   */
  commit(accountId: AccountId, facts: readonly Fact[], can?: Capabilities): void;
  /** Any other change: one transaction, then one delivery. When `work` throws, nothing was changed. */
  change<T>(work: (change: Change) => T): T;
}

/** What the hub stands on. */
export interface HubDeps {
  readonly store: Store;
  readonly settings: SettingsFile;
  readonly log: Log;
  readonly now: () => number;
}

export function createHub({ store, settings, log, now }: HubDeps): Hub {
  const { state, keep } = loadState(store, settings);
  const fronts = new Set<Front>();

  function announce(events: readonly UiEvent[]): void {
    for (const front of fronts) {
      const wanted = events.filter((event) => isFor(front, event));
      if (wanted.length > 0) front.deliver(wanted);
    }
  }

  function change<T>(work: (change: Change) => T): T {
    const open = openChange(store, state);
    const { result, events } = store.transaction(() => ({ result: work(open), events: open.finish() }));
    for (const event of events) keep(event);
    announce(events);
    return result;
  }

  return {
    state,
    snapshot: () => toSnapshot(state),
    attach(front) {
      fronts.add(front);
      return () => void fronts.delete(front);
    },
    setHosting: (hosting) => change(({ put }) => put({ kind: 'hosting', hosting })),
    addNotice: (notice) =>
      change(({ put }) =>
        put({ kind: 'notices', notices: [...state.notices.filter(({ id }) => id !== notice.id), notice] }),
      ),
    commit(accountId, facts, can) {
      const { changes, arrivals, unknown } = apply(state, accountId, facts, can);
      for (const label of unknown) log.warn('hub.unknown-fact', { account: accountId, label });
      if (changes.length === 0 && arrivals.length === 0) return;
      change((open) => {
        for (const event of changes) open.put(event);
        const account = changes.find((event) => event.kind === 'account')?.account ?? state.accounts.get(accountId);
        if (!account) return;
        for (const fact of arrivals) arrive(open, fact, { store, state, account, now: now() });
      });
    },
    change,
  };
}

function isFor(front: Front, event: UiEvent): boolean {
  switch (event.kind) {
    case 'message':
      return front.watches(event.message.conversationId);
    case 'message-removed':
    case 'typing':
      return front.watches(event.conversationId);
    case 'members':
      return front.watches(groupThread(event.accountId, event.groupId));
    default:
      return true;
  }
}
