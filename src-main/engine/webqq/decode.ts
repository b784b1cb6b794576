import type { EngineEvent, MessageFact, Peer } from '#main/engine/engine.ts';
import { decodeContent } from '#main/wire/webqq-content.ts';
import type {
  BuddyMessageItem,
  GroupMessageItem,
  KickItem,
  PollItem,
  ShakeItem,
  TypingItem,
} from '#main/wire/webqq-poll.ts';
import { AppError } from '#shared/errors.ts';
import type { PeerId } from '#shared/ids.ts';
import type { Log } from '#shared/log.ts';
import type { Calls } from './calls.ts';
import type { Directory } from './directory.ts';
import type { Roster } from './roster.ts';

/** What the items of one poll come to. */
export interface Decoded {
  readonly events: readonly EngineEvent[];
  /** The session is dead; what came before it counts. */
  readonly kick?: KickItem;
  /** Call once the events are stored: from then on the same items are repeats. */
  accepted(): void;
}

export interface DecoderDeps {
  readonly calls: Calls;
  readonly directory: Directory;
  readonly roster: Roster;
  /** Whether message text may hold HTML entities (webqq.md 9.4). */
  readonly entities: boolean;
  readonly log: Log;
  readonly now: () => number;
  /** Work that nobody waits for. */
  readonly background: (work: Promise<unknown>) => void;
}

/** Turns poll items into facts. Never rejects: an item that cannot be read becomes an `unknown` fact. */
export type Decoder = (items: readonly PollItem[], signal: AbortSignal) => Promise<Decoded>;

/** How many messages are remembered to tell repeats (webqq.md 8.5). */
const memory = 500;
/** How long a typing notice counts (webqq.md 8.6; experience.md B3). */
const typingLastsMs = 6_000;

export function createDecoder({ calls, directory, roster, entities, log, now, background }: DecoderDeps): Decoder {
  const { peers } = directory;
  const seen = new Set<string>();
  const sequences = new Map<string, number>();

  async function decode(item: PollItem, signal: AbortSignal): Promise<EngineEvent[]> {
    switch (item.kind) {
      case 'message':
        return [{ kind: 'message', message: await buddyMessage(item, signal) }];
      case 'group-message':
        return [{ kind: 'message', message: await groupMessage(item, signal) }];
      case 'shake':
        return [{ kind: 'message', message: await shake(item, signal) }];
      case 'typing':
        return typing(item);
      case 'presence': {
        const presence = roster.heard(item);
        if (presence) return [{ kind: 'presence', complete: false, presences: [presence] }];
        // Somebody new in the list, perhaps.
        background(roster.refresh(signal));
        return [];
      }
      case 'unknown':
        return [{ kind: 'unknown', label: item.label }];
      case 'kick':
        return [];
    }
  }

  async function buddyMessage(item: BuddyMessageItem, signal: AbortSignal): Promise<MessageFact> {
    const { peer, senderId, senderName } = await buddySender(item, signal);
    return message(item, peer, senderId, senderName);
  }

  async function shake(item: ShakeItem, signal: AbortSignal): Promise<MessageFact> {
    const { msgId, msgId2, time } = item;
    const receivedAt = now();
    const told = msgId === '' || msgId === '0' ? receivedAt : `${time ?? 0}.${msgId}.${msgId2}`;
    return {
      ...(await buddySender(item, signal)),
      // Messages are numbered apart.
      serverId: `shake.${told}`,
      time: time === undefined ? receivedAt : time * 1_000,
      segments: [{ kind: 'shake' }],
    };
  }

  /** Only of people whose durable number is known: nobody waits for the others. */
  function typing({ from }: TypingItem): EngineEvent[] {
    const id = peers.person(from);
    if (id === undefined || id === peers.self) return [];
    return [{ kind: 'typing', peer: { kind: 'person', id }, until: now() + typingLastsMs }];
  }

  /** In which chat somebody wrote, and who. */
  async function buddySender(
    item: BuddyMessageItem | ShakeItem,
    signal: AbortSignal,
  ): Promise<Pick<MessageFact, 'peer' | 'senderId' | 'senderName'>> {
    const own = peers.person(item.from) === peers.self;
    const other = own && item.to !== '' ? item.to : item.from;
    if (peers.person(other) === undefined) await quietly(roster.refresh(signal), signal);
    const peer: Peer = { kind: 'person', id: await directory.person(other, signal) };
    const name = own ? '' : (directory.nameOf(item.from) ?? (await strangerName(item.from, signal)));
    return { peer, senderId: own ? peers.self : peer.id, senderName: name };
  }

  async function groupMessage(item: GroupMessageItem, signal: AbortSignal): Promise<MessageFact> {
    const { gid, code, sender } = item;
    if (peers.group(gid) === undefined) await quietly(roster.refresh(signal), signal);
    const peer: Peer = { kind: 'group', id: await directory.group(gid, code, signal) };
    const numbers = peers.numbersOf(peer.id) ?? { gid, code };
    const own = peers.person(sender) === peers.self;
    if (!own && directory.nameOf(sender, gid) === undefined) {
      await roster.refreshMembers(gid, numbers.code, signal);
    } else if (isNewSequence(gid, item.infoSeq)) {
      background(roster.refreshMembers(gid, numbers.code, signal));
    }
    const senderId = own ? peers.self : await directory.person(sender, signal);
    return message(item, peer, senderId, own ? '' : (directory.nameOf(sender, gid) ?? ''));
  }

  /** A changed `info_seq` says that the group's data changed (webqq.md 8.5). */
  function isNewSequence(gid: string, infoSeq: number | undefined): boolean {
    if (infoSeq === undefined) return false;
    const before = sequences.get(gid);
    sequences.set(gid, infoSeq);
    return before !== undefined && before !== infoSeq;
  }

  function message(
    { msgId, msgId2, time, content }: BuddyMessageItem | GroupMessageItem,
    peer: Peer,
    senderId: PeerId,
    senderName: string,
  ): MessageFact {
    const { segments, font } = decodeContent(content, { entities });
    return {
      peer,
      serverId: `${time ?? 0}.${msgId}.${msgId2}`,
      time: time === undefined ? now() : time * 1_000,
      senderId,
      senderName,
      // A bare font means that the service took something out that it thinks we cannot show (webqq.md 9.2).
      segments:
        segments.length > 0 ? segments : [{ kind: 'unknown', label: 'empty', raw: JSON.stringify(content) ?? '' }],
      ...(font ? { font } : {}),
    };
  }

  async function strangerName(uin: string, signal: AbortSignal): Promise<string> {
    const profile = await quietly(calls.stranger(uin, signal), signal);
    const name = profile?.nick ?? '';
    directory.learnName(uin, name);
    return name;
  }

  async function quietly<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
    try {
      return await work;
    } catch (cause) {
      if (!signal.aborted) log.info('webqq.lookup-failed', { code: AppError.from(cause).code });
      return undefined;
    }
  }

  return async (items, signal) => {
    const events: EngineEvent[] = [];
    const fresh = new Set<string>();
    for (const item of items) {
      const mark = repeatMark(item);
      if (mark !== undefined) {
        if (seen.has(mark) || fresh.has(mark)) continue;
        fresh.add(mark);
      }
      try {
        events.push(...(await decode(item, signal)));
      } catch (cause) {
        log.warn('webqq.item-unreadable', { kind: item.kind, code: AppError.from(cause).code });
        events.push({ kind: 'unknown', label: item.kind });
      }
    }
    const kick = items.find((item) => item.kind === 'kick');
    return {
      events,
      ...(kick ? { kick } : {}),
      accepted() {
        for (const mark of fresh) seen.add(mark);
        for (const oldest of seen) {
          if (seen.size <= memory) break;
          seen.delete(oldest);
        }
      },
    };
  };
}

/** What makes two deliveries the same message within a session (webqq.md 8.5); `undefined` when that cannot be told. */
function repeatMark(item: PollItem): string | undefined {
  if (item.kind !== 'message' && item.kind !== 'group-message' && item.kind !== 'shake') return undefined;
  if (item.msgId === '' || item.msgId === '0') return undefined;
  if (item.kind === 'shake') return `shake ${item.from} ${item.msgId}`;
  return item.kind === 'message' ? `${item.from} ${item.msgId}` : `${item.gid} ${item.sender} ${item.msgId}`;
}
