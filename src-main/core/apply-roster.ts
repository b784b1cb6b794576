import type { ContactFact, EngineEvent, GroupFact, PresenceFact } from '#main/engine/engine.ts';
import type { PeerId } from '#shared/ids.ts';
import type { Category, Contact, Group, Member, Policy, Presence } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import type { Stage } from './stage.ts';

type PartialContact = Extract<EngineEvent, { kind: 'contacts' }>['contacts'][number];
type PartialGroup = Extract<EngineEvent, { kind: 'group' }>['group'];

/** Larger groups are received silently unless the service or the person says otherwise (experience.md C1). */
const loudGroupLimit = 200;

/** The whole buddy list: who is not in it is gone. */
export function applyRoster(stage: Stage, categories: readonly Category[], contacts: readonly ContactFact[]): void {
  const { accountId } = stage;
  stage.put({
    kind: 'categories',
    accountId,
    categories: categories.map(({ id, name, sort }) => ({ id, name: cleanName(name), sort: whole(sort) })),
  });
  const listed = new Set(contacts.map(({ id }) => id));
  for (const { id } of allContacts(stage)) {
    if (!listed.has(id)) stage.put({ kind: 'contact-removed', accountId, id });
  }
  applyContacts(stage, contacts);
}

/** Some buddies came or changed; what a fact does not say stays. */
export function applyContacts(stage: Stage, facts: readonly PartialContact[]): void {
  for (const fact of facts) {
    const known = findContact(stage, fact.id);
    stage.put({
      kind: 'contact',
      contact: {
        accountId: stage.accountId,
        id: fact.id,
        nick: name(fact.nick, known?.nick),
        remark: name(fact.remark, known?.remark),
        categoryId: fact.categoryId ?? known?.categoryId ?? '0',
        presence: known?.presence ?? 'unknown',
        ...(known?.client === undefined ? {} : { client: known.client }),
        signature: fact.signature ?? known?.signature ?? '',
        ...(known?.avatar === undefined ? {} : { avatar: known.avatar }),
      },
    });
  }
}

/** Presence of some buddies, and, with `others`, of everybody who is not among them. */
export function applyPresence(stage: Stage, facts: readonly PresenceFact[], others: Presence | undefined): void {
  if (others !== undefined) {
    for (const contact of allContacts(stage)) putPresence(stage, contact, { presence: others });
  }
  for (const fact of facts) {
    const contact = findContact(stage, fact.id);
    if (contact) putPresence(stage, contact, fact);
  }
}

/** The whole group list: what is not in it is gone. */
export function applyGroups(stage: Stage, groups: readonly GroupFact[]): void {
  const { accountId } = stage;
  const listed = new Set(groups.map(({ id }) => id));
  for (const { id } of allGroups(stage)) {
    if (!listed.has(id)) stage.put({ kind: 'group-removed', accountId, id });
  }
  for (const group of groups) applyGroup(stage, group);
}

/** One group came or changed; what the fact does not say stays. */
export function applyGroup(stage: Stage, fact: PartialGroup): void {
  const known = findGroup(stage, fact.id);
  const memberCount = whole(fact.memberCount ?? known?.memberCount ?? 0);
  const policy: Policy = memberCount > loudGroupLimit ? 'silent' : 'notify';
  stage.put({
    kind: 'group',
    group: {
      accountId: stage.accountId,
      id: fact.id,
      name: name(fact.name, known?.name),
      remark: name(fact.remark, known?.remark),
      memo: fact.memo ?? known?.memo ?? '',
      role: fact.role ?? known?.role ?? 'member',
      memberCount,
      policy: fact.policy ?? known?.policy ?? policy,
      ...(known?.avatar === undefined ? {} : { avatar: known.avatar }),
    },
  });
}

/** A member with names that fit on one line. */
export const cleanMember = (member: Member): Member => ({
  ...member,
  nick: cleanName(member.nick),
  card: cleanName(member.card),
});

function putPresence(stage: Stage, contact: Contact, { presence, client }: Omit<PresenceFact, 'id'>): void {
  const { client: _client, ...rest } = contact;
  stage.put({ kind: 'contact', contact: { ...rest, presence, ...(client === undefined ? {} : { client }) } });
}

function name(told: string | undefined, known: string | undefined): string {
  return told === undefined ? (known ?? '') : cleanName(told);
}

// Columns and sorting take whole numbers only, and services are not to be trusted with that.
function whole(value: number): number {
  return Number.isFinite(value) ? Math.trunc(value) : 0;
}

function findContact({ state, staged, accountId }: Stage, id: PeerId): Contact | undefined {
  const event = staged(`contact ${accountId} ${id}`);
  if (event?.kind === 'contact') return event.contact;
  return event ? undefined : state.contacts.get(accountId)?.get(id);
}

function findGroup({ state, staged, accountId }: Stage, id: PeerId): Group | undefined {
  const event = staged(`group ${accountId} ${id}`);
  if (event?.kind === 'group') return event.group;
  return event ? undefined : state.groups.get(accountId)?.get(id);
}

function allContacts({ state, all, accountId }: Stage): Contact[] {
  const contacts = new Map(state.contacts.get(accountId));
  for (const event of all()) {
    if (event.kind === 'contact') contacts.set(event.contact.id, event.contact);
    if (event.kind === 'contact-removed') contacts.delete(event.id);
  }
  return [...contacts.values()];
}

function allGroups({ state, all, accountId }: Stage): Group[] {
  const groups = new Map(state.groups.get(accountId));
  for (const event of all()) {
    if (event.kind === 'group') groups.set(event.group.id, event.group);
    if (event.kind === 'group-removed') groups.delete(event.id);
  }
  return [...groups.values()];
}
