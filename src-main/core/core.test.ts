import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asPeerId } from '#shared/ids.ts';
import { defaultSettings } from '#shared/model.ts';
import { incoming } from './testing/puppet.ts';
import { createWatcher, openWorld, signedIn, soon, temporaryFolder } from './testing/world.ts';

test('A damaged database is moved aside with a notice, and the client runs', async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'history.db'), 'this was a database once');
  const world = openWorld({ dir });
  const [notice] = world.core.hub.snapshot().notices;
  expect(notice).toMatchObject({ code: 'database-moved-aside' });
  expect(readFileSync(notice?.subject ?? '', 'utf8')).toBe('this was a database once');
  await signedIn(world);
  world.core.preferences.dismissNotice({ id: notice?.id ?? '' });
  expect(world.core.hub.snapshot().notices).toEqual([]);
});

test('A damaged settings file is moved aside with a notice', () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'config.json'), '{ "settings": ');
  const world = openWorld({ dir });
  expect(world.core.hub.snapshot()).toMatchObject({ settings: defaultSettings, notices: [{ code: 'settings-reset' }] });
});

test('Settings are kept, and told to every front', async () => {
  const world = openWorld();
  const watcher = createWatcher();
  world.core.hub.attach(watcher);
  world.core.preferences.change({ theme: 'dark', language: 'zh' });
  world.core.preferences.change({ sendKey: 'ctrl-enter' });
  const settings = { ...defaultSettings, theme: 'dark', language: 'zh', sendKey: 'ctrl-enter' };
  expect(watcher.last('settings')?.settings).toEqual(settings);
  await world.core.close();
  expect(openWorld({ dir: world.dir }).core.preferences.current()).toEqual(settings);
});

test('The notice about readable secrets comes with the first one and stays away once it was read', async () => {
  const world = openWorld();
  await signedIn(world);
  expect(world.core.hub.snapshot().notices).toEqual([]);
  await signedIn(world, { remember: true });
  await soon(() => expect(world.core.hub.snapshot().notices).toMatchObject([{ code: 'secrets-in-file' }]));
  await world.core.close();
  const again = openWorld({ dir: world.dir });
  expect(again.core.hub.snapshot().notices).toMatchObject([{ id: 'secrets-in-file', subject: world.dir }]);
  again.core.preferences.dismissNotice({ id: 'secrets-in-file' });
  await again.core.close();
  expect(openWorld({ dir: world.dir }).core.hub.snapshot().notices).toEqual([]);
});

test('Hosting is told to every front', () => {
  const world = openWorld();
  const watcher = createWatcher();
  world.core.hub.attach(watcher);
  const hosting = { address: 'http://127.0.0.1:9', samples: [{ login: '1', nick: 'Ann' }] };
  world.core.hub.setHosting(hosting);
  expect(watcher.last('hosting')).toEqual({ kind: 'hosting', hosting });
  expect(world.core.hub.snapshot().hosting).toEqual(hosting);
});

test('Five thousand buddies and a thousand groups are there after a restart', async () => {
  const world = openWorld();
  const { puppet } = await signedIn(world);
  const contacts = Array.from({ length: 5_000 }, (_, index) => ({
    ...{ id: asPeerId(`${index}`), nick: `buddy ${index}`, remark: '', categoryId: `${index % 100}` },
  }));
  const groups = Array.from({ length: 1_000 }, (_, index) => ({
    ...{ id: asPeerId(`${index}`), name: `group ${index}`, remark: '', memberCount: index },
  }));
  const categories = Array.from({ length: 100 }, (_, index) => ({
    id: `${index}`,
    name: `part ${index}`,
    sort: index,
  }));
  await puppet.emit({ kind: 'roster', categories, contacts }, { kind: 'groups', groups });
  const before = world.core.hub.snapshot();
  await puppet.emit({ kind: 'roster', categories, contacts }, { kind: 'groups', groups });
  await world.core.close();
  const after = openWorld({ dir: world.dir }).core.hub.snapshot();
  expect(after.contacts).toHaveLength(5_000);
  expect(after.groups).toHaveLength(1_000);
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  expect(after.contacts.toSorted(byId)).toEqual(before.contacts.toSorted(byId));
  expect(after.groups.toSorted(byId)).toEqual(before.groups.toSorted(byId));
  expect(after.categories).toEqual(before.categories);
});

test('Closing twice is closing once, and nothing is left open', async () => {
  const world = openWorld();
  const { puppet } = await signedIn(world);
  await Promise.all([world.core.close(), world.core.close()]);
  expect(puppet.aborted()).toBe(true);
  expect(existsSync(join(world.dir, 'history.db-wal'))).toBe(false);
  await expect(puppet.emit({ kind: 'message', message: incoming('1', 'late') })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
