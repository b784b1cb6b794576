import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { AccountId, ConversationId, PeerId } from '#shared/ids.ts';
import type {
  Account,
  Category,
  Contact,
  Conversation,
  Group,
  Hosting,
  Member,
  Message,
  Notice,
  Settings,
} from '#shared/model.ts';
import { defaultSettings } from '#shared/model.ts';

/** The most messages that one thread keeps in memory. */
export const threadLimit = 300;

/** A gap-free stretch of an open conversation. */
export interface Thread {
  /** Ascending by `order`, at most {@link threadLimit}. */
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  /** While true, arriving messages are not appended; paging fetches them. */
  readonly hasNewer: boolean;
  /**
   * Whether the reader is at the end. A full thread drops its oldest messages while true, and refuses arriving ones
   * (setting `hasNewer`) while false, so that nothing moves under a reader's eyes.
   */
  readonly following: boolean;
}

/** This window's copy of the truth. Only `data/apply.ts` and the answers in `data/actions.ts` write it. */
export interface Center {
  /** The line to the main process: `connecting` until the first snapshot, `lost` while it is being opened again. */
  readonly link: 'connecting' | 'live' | 'lost';
  readonly accounts: Readonly<Record<AccountId, Account>>;
  readonly categories: Readonly<Record<AccountId, readonly Category[]>>;
  readonly contacts: Readonly<Record<AccountId, Readonly<Record<PeerId, Contact>>>>;
  readonly groups: Readonly<Record<AccountId, Readonly<Record<PeerId, Group>>>>;
  /** By group id. */
  readonly members: Readonly<Record<AccountId, Readonly<Record<PeerId, readonly Member[]>>>>;
  readonly conversations: Readonly<Record<ConversationId, Conversation>>;
  /** The conversations that this window has open. */
  readonly threads: Readonly<Record<ConversationId, Thread>>;
  /** Until when the other person of an open conversation counts as writing; milliseconds, perhaps past. */
  readonly typing: Readonly<Record<ConversationId, number>>;
  readonly settings: Settings;
  readonly hosting: Hosting;
  readonly notices: readonly Notice[];
}

export const emptyCenter: Center = {
  link: 'connecting',
  accounts: {},
  categories: {},
  contacts: {},
  groups: {},
  members: {},
  conversations: {},
  threads: {},
  typing: {},
  settings: defaultSettings,
  hosting: { samples: [] },
  notices: [],
};

export const center: StoreApi<Center> = createStore<Center>(() => emptyCenter);

/** Reads a part of the center and renders again when that part changed (by identity). */
export function useCenter<T>(select: (state: Center) => T): T {
  return useStore(center, select);
}
