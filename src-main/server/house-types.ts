import type { ClientKind, Font, GroupRole, Presence, Segment } from '#shared/model.ts';

/** What somebody can be; `unknown` exists only where nothing was told. */
export type Status = Exclude<Presence, 'unknown'>;

/** Which program lives behind an account that no human uses. */
export type RobotKind = 'echo' | 'clock';

/** An account. `number` is its durable public number. */
export interface Person {
  readonly number: number;
  readonly nick: string;
  readonly signature: string;
  readonly robot?: RobotKind;
}

/** A named part of somebody's buddy list. Index 0 is the first, which has no name unless its owner gave one. */
export interface HouseCategory {
  readonly index: number;
  readonly name: string;
}

/** An entry of somebody's buddy list. */
export interface HouseContact {
  readonly number: number;
  /** Empty when none. */
  readonly remark: string;
  readonly category: number;
}

export interface HouseMember {
  readonly number: number;
  readonly role: GroupRole;
  /** The name used in this group only. Empty when none. */
  readonly card: string;
  /** Messages up to this number were sent before the member came. */
  readonly since: number;
}

export interface HouseGroup {
  readonly number: number;
  readonly name: string;
  /** The announcement. */
  readonly memo: string;
  readonly owner: number;
  readonly members: ReadonlyMap<number, HouseMember>;
}

/** Where a message goes. */
export interface Target {
  readonly kind: 'person' | 'group';
  readonly number: number;
}

/** A stored message. Nobody changes one, so work per message (not per receiver) can be kept beside it. */
export interface HouseMessage {
  /** Rises by the order in which messages were stored; also the durable id. */
  readonly number: number;
  /** Milliseconds. */
  readonly time: number;
  readonly sender: number;
  readonly target: Target;
  /** Rises by one per group; 0 for buddy messages. */
  readonly sequence: number;
  readonly segments: readonly Segment[];
  readonly font?: Font;
}

/** A message to be stored. A second one with the same sender and key is taken for a copy of the first. */
export interface Draft {
  readonly sender: number;
  readonly target: Target;
  readonly segments: readonly Segment[];
  readonly font?: Font;
  readonly key?: string;
}

/** How somebody appears to others. */
export interface Appearance {
  readonly status: Status;
  readonly client: ClientKind;
}
