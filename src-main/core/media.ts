import type { MediaFiles } from '#main/store/media-files.ts';
import type { CommandParams } from '#shared/commands.ts';
import type { UiEvent } from '#shared/events.ts';
import type { Log } from '#shared/log.ts';
import type { MediaHash } from '#shared/model.ts';
import type { Hub } from './hub.ts';
import type { Sessions } from './sessions.ts';

/** Pictures by the SHA-256 of their bytes, in `media/` of the profile folder. */
export interface Media {
  /**
   * Asks for an avatar unless one is stored, or the service said in this run that there is none. Does nothing for
   * people who are neither the account itself nor a buddy, and where the service has no avatars. Rejects with what the
   * engine says, and with `cancelled`.
   */
  fetchAvatar(params: CommandParams<'avatar.fetch'>, signal: AbortSignal): Promise<void>;
  /** Where the bytes are and what they are (`image/png` and so on); `undefined` when they are not stored. */
  file(hash: string): { readonly path: string; readonly type: string } | undefined;
}

/** What media stand on. */
export interface MediaDeps {
  readonly files: MediaFiles;
  readonly hub: Hub;
  readonly sessions: Sessions;
  readonly log: Log;
}

type Who = CommandParams<'avatar.fetch'>;
const largest = 2 * 1024 * 1024;

export function createMedia({ files, hub, sessions, log }: MediaDeps): Media {
  const without = new Set<string>();

  /** The row that shows the picture. */
  function holder({ accountId, kind, id }: Who): UiEvent | undefined {
    const { accounts, contacts, groups } = hub.state;
    if (kind === 'group') {
      const group = groups.get(accountId)?.get(id);
      return group && { kind: 'group', group };
    }
    const account = accounts.get(accountId);
    if (account?.selfId === id) return { kind: 'account', account };
    const contact = contacts.get(accountId)?.get(id);
    return contact && { kind: 'contact', contact };
  }

  return {
    async fetchAvatar(who, signal) {
      const { accountId, kind, id } = who;
      const name = `${accountId} ${kind} ${id}`;
      const before = holder(who);
      const stored = before && avatarOf(before);
      if (!before || without.has(name) || (stored && files.file(stored))) return;
      if (!hub.state.accounts.get(accountId)?.can.asks.includes('fetchAvatar')) return;
      const picture = await sessions.ask(accountId, 'fetchAvatar', { kind, id }, signal);
      const usable = picture && picture.bytes.byteLength <= largest;
      const hash = usable ? files.put(picture.bytes) : undefined;
      if (hash === undefined) {
        if (picture) log.warn('media.not-a-picture', { account: accountId, bytes: picture.bytes.byteLength });
        without.add(name);
        return;
      }
      const after = holder(who);
      if (after) hub.change(({ put }) => put(withAvatar(after, hash)));
    },
    file: (hash) => files.file(hash),
  };
}

/** Every picture that some row still shows. */
export function shownPictures(hub: Hub): Set<string> {
  const { accounts, contacts, groups } = hub.snapshot();
  const avatars = [...accounts, ...contacts, ...groups].map(({ avatar }) => avatar);
  const challenges = accounts.map(({ challenge }) => challenge?.picture);
  return new Set([...avatars, ...challenges].filter((hash) => hash !== undefined));
}

function avatarOf(event: UiEvent): MediaHash | undefined {
  if (event.kind === 'account') return event.account.avatar;
  if (event.kind === 'contact') return event.contact.avatar;
  return event.kind === 'group' ? event.group.avatar : undefined;
}

function withAvatar(event: UiEvent, avatar: MediaHash): UiEvent {
  if (event.kind === 'account') return { kind: 'account', account: { ...event.account, avatar } };
  if (event.kind === 'contact') return { kind: 'contact', contact: { ...event.contact, avatar } };
  return event.kind === 'group' ? { kind: 'group', group: { ...event.group, avatar } } : event;
}
