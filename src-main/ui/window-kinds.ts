import { asConversationId, type ConversationId, conversationParts } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';

/** How large a kind of window is at first and at least, in pixels. 0 is no limit. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maxWidth: number;
  readonly resizable: boolean;
}

/** The kinds of windows (experience.md A1). */
export const windowSizes = {
  'sign-in': { width: 380, height: 520, minWidth: 0, minHeight: 0, maxWidth: 0, resizable: false },
  panel: { width: 300, height: 680, minWidth: 260, minHeight: 480, maxWidth: 420, resizable: true },
  person: { width: 620, height: 560, minWidth: 440, minHeight: 400, maxWidth: 0, resizable: true },
  group: { width: 840, height: 600, minWidth: 560, minHeight: 420, maxWidth: 0, resizable: true },
} as const satisfies Record<string, WindowSize>;
export type WindowKind = keyof typeof windowSizes;
/** The shapes of the main window. */
export type MainKind = 'sign-in' | 'panel';

/**
 * What the main window shows: the panel while somebody is signed in. A sign-in under way leaves it as it is, because it
 * may have been started in the form.
 */
export function mainShape(accounts: readonly Account[], now: MainKind): MainKind {
  const phases = new Set(accounts.map(({ phase }) => phase));
  if (phases.has('online') || phases.has('reconnecting') || phases.has('kicked')) return 'panel';
  return phases.has('connecting') ? now : 'sign-in';
}

/** The kind of a chat's window; nothing when the id is not one. */
export function chatKind(id: ConversationId): WindowKind | undefined {
  const parts = conversationParts(id);
  if (!parts) return undefined;
  return parts.kind === 'group' || parts.kind === 'discussion' ? 'group' : 'person';
}

/** The hash of a chat's address. */
export function chatHash(id: ConversationId): string {
  return `#/chat/${encodeURIComponent(id)}`;
}

/** The chat that an address of ours names; nothing when it is another page. */
export function chatOf(url: string): ConversationId | undefined {
  const encoded = /^#\/chat\/([^/]+)$/.exec(new URL(url).hash)?.[1];
  try {
    return encoded === undefined ? undefined : asConversationId(decodeURIComponent(encoded));
  } catch {
    return undefined;
  }
}

/** Whether two addresses have the same scheme and host. Addresses that cannot be read are strangers. */
export function isSameHost(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  return a.protocol === b.protocol && a.host === b.host;
}
