import { isDeepStrictEqual } from 'node:util';
import type { EngineEvent, MessageFact } from '#main/engine/engine.ts';
import { AppError, assertNever } from '#shared/errors.ts';
import { slot, type UiEvent } from '#shared/events.ts';
import { type AccountId, conversationId } from '#shared/ids.ts';
import type { Account, Capabilities, MediaHash, Phase } from '#shared/model.ts';
import { applyContacts, applyGroup, applyGroups, applyPresence, applyRoster, cleanMember } from './apply-roster.ts';
import type { Stage } from './stage.ts';
import { groupThread, type State } from './state.ts';

/** Where a sign-in stands, as the core itself decides it. */
export interface PhaseFact {
  readonly kind: 'phase';
  readonly phase: Phase;
  readonly error?: AppError;
  /** Milliseconds since 1970. */
  readonly retryAt?: number;
}
/** A picture that waits for a person, as it is stored. */
export interface ChallengeFact {
  readonly kind: 'challenge';
  readonly picture: MediaHash;
  readonly wrong: boolean;
}
/** What an engine or the core itself says of one account. */
export type Fact = Exclude<EngineEvent, { kind: 'challenge' }> | PhaseFact | ChallengeFact;

/** What facts come to. */
export interface Outcome {
  /** Upserts and removals, one a slot; what is as it was is not among them. */
  readonly changes: readonly UiEvent[];
  /** Messages to be stored, in order. */
  readonly arrivals: readonly MessageFact[];
  /** Labels of what nobody here understands; for the log. */
  readonly unknown: readonly string[];
}

/** Turns facts about one account into changes. Reads the state, changes nothing. Throws `not-found` for an account that is gone. */
export function apply(state: State, accountId: AccountId, facts: readonly Fact[], can?: Capabilities): Outcome {
  const account = state.accounts.get(accountId);
  if (!account) throw new AppError('not-found', { detail: { account: accountId } });
  const changes = new Map<string, UiEvent>();
  const stage: Stage = {
    accountId,
    state,
    staged: (name) => changes.get(name),
    all: () => changes.values(),
    put: (event) => void changes.set(slot(event), event),
  };
  const arrivals: MessageFact[] = [];
  const unknown: string[] = [];
  let self = account;
  for (const fact of facts) {
    switch (fact.kind) {
      case 'message':
        arrivals.push(fact.message);
        break;
      case 'unknown':
        unknown.push(fact.label);
        break;
      case 'online':
        self = { ...withPhase(self, { kind: 'phase', phase: 'online' }), ...(can ? { can } : {}) };
        break;
      case 'challenge': {
        const { picture, wrong } = fact;
        self = { ...self, challenge: { picture, wrong, number: (self.challenge?.number ?? 0) + 1 } };
        break;
      }
      case 'reconnecting':
        self = withPhase(self, { ...fact, kind: 'phase', phase: 'reconnecting' });
        applyPresence(stage, [], 'unknown');
        break;
      case 'phase':
        self = withPhase(self, fact);
        if (fact.phase !== 'online') applyPresence(stage, [], 'unknown');
        break;
      case 'self':
        self = withSelf(self, fact);
        break;
      case 'roster':
        applyRoster(stage, fact.categories, fact.contacts);
        break;
      case 'contacts':
        applyContacts(stage, fact.contacts);
        break;
      case 'presence':
        applyPresence(stage, fact.presences, fact.complete ? 'offline' : undefined);
        break;
      case 'groups':
        applyGroups(stage, fact.groups);
        break;
      case 'group':
        applyGroup(stage, fact.group);
        break;
      case 'typing': {
        const { peer, until } = fact;
        const id = conversationId({ accountId, kind: peer.kind, peerId: peer.id });
        stage.put({ kind: 'typing', conversationId: id, until });
        break;
      }
      case 'members':
        stage.put({ kind: 'members', accountId, groupId: fact.groupId, members: fact.members.map(cleanMember) });
        break;
      default:
        assertNever(fact);
    }
  }
  stage.put({ kind: 'account', account: self });
  return { changes: [...changes.values()].filter((event) => !isAsBefore(state, event)), arrivals, unknown };
}

/** The account in another phase; the error, the time of the next try and a picture to read are those of the past. */
export function withPhase(account: Account, { phase, error, retryAt }: PhaseFact): Account {
  const { error: _error, retryAt: _retryAt, challenge: _challenge, ...rest } = account;
  return {
    ...rest,
    phase,
    ...(error === undefined ? {} : { error: error.toWire() }),
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}

function withSelf(account: Account, fact: Extract<EngineEvent, { kind: 'self' }>): Account {
  return {
    ...account,
    selfId: fact.id,
    nick: fact.nick ?? account.nick,
    signature: fact.signature ?? account.signature,
    status: fact.status ?? account.status,
  };
}

function isAsBefore(state: State, event: UiEvent): boolean {
  switch (event.kind) {
    case 'account':
      return isDeepStrictEqual(event.account, state.accounts.get(event.account.id));
    case 'categories':
      return isDeepStrictEqual(event.categories, state.categories.get(event.accountId));
    case 'contact':
      return isDeepStrictEqual(event.contact, state.contacts.get(event.contact.accountId)?.get(event.contact.id));
    case 'contact-removed':
      return !state.contacts.get(event.accountId)?.has(event.id);
    case 'group':
      return isDeepStrictEqual(event.group, state.groups.get(event.group.accountId)?.get(event.group.id));
    case 'group-removed':
      return !state.groups.get(event.accountId)?.has(event.id);
    case 'members':
      return isDeepStrictEqual(event.members, state.members.get(groupThread(event.accountId, event.groupId)));
    default:
      return false;
  }
}
