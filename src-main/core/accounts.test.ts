import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asPeerId } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { incoming } from './testing/puppet.ts';
import { createWatcher, openWorld, rows, signedIn, signInParams, soon, type World } from './testing/world.ts';

const account = ({ core }: World): Account | undefined => core.hub.snapshot().accounts[0];
const phase = (world: World, expected: Account['phase']) => soon(() => expect(account(world)?.phase).toBe(expected));

test('Signing in saves the account, connects, and tells what the service can do', async () => {
  const world = openWorld();
  const watcher = createWatcher();
  world.core.hub.attach(watcher);
  const { accountId } = await world.core.accounts.signIn(signInParams);
  expect(account(world)).toMatchObject({ id: accountId, login: '1000', phase: 'connecting', selfId: '1000' });
  const puppet = await world.hand.puppet();
  expect(puppet.deps.account).toEqual({
    address: 'https://chat.example:8080',
    login: '1000',
    password: 'secret word',
    status: 'online',
  });
  await puppet.emit({ kind: 'self', id: asPeerId('88'), nick: 'Me' }, { kind: 'online' });
  expect(watcher.last('account')?.account).toMatchObject({
    phase: 'online',
    selfId: '88',
    nick: 'Me',
    can: world.hand.can,
  });
});

test.each([
  ['chat.example', 'https://chat.example'],
  ['localhost:8080', 'http://localhost:8080'],
  ['192.168.1.9:81', 'http://192.168.1.9:81'],
  ['http://a.example/path/', 'http://a.example'],
  ['bundled', 'bundled'],
])('The address %s is stored as %s', async (typed, kept) => {
  const world = openWorld();
  await world.core.accounts.signIn({ ...signInParams, address: typed });
  expect(account(world)?.address).toBe(kept);
});

test.each(['', 'ftp://a.example', 'http://user:word@a.example', 'a b'])(
  'The address "%s" is refused',
  async (address) => {
    const world = openWorld();
    await expect(world.core.accounts.signIn({ ...signInParams, address })).rejects.toMatchObject({
      code: 'bad-request',
    });
    expect(account(world)).toBeUndefined();
  },
);

test('The same person at the same service is the same account', async () => {
  const world = openWorld();
  const first = await signedIn(world);
  const second = await signedIn(world, { status: 'hidden' });
  expect(second.accountId).toBe(first.accountId);
  expect(first.puppet.aborted()).toBe(true);
  expect(account(world)).toMatchObject({ status: 'hidden', phase: 'online' });
});

test('A wrong password needs a person, and is not kept', async () => {
  const world = openWorld();
  const { accountId } = await world.core.accounts.signIn({ ...signInParams, remember: true });
  (await world.hand.puppet()).fail(new AppError('bad-credentials'));
  await phase(world, 'needs-sign-in');
  expect(account(world)?.error?.code).toBe('bad-credentials');
  expect(await world.vault.get(`password/${accountId}`)).toBeUndefined();
  const { password: _password, ...without } = signInParams;
  await expect(world.core.accounts.signIn(without)).rejects.toMatchObject({ code: 'bad-credentials' });
});

test('A fresh sign-in to a server that is down fails, so that the form can say it', async () => {
  const world = openWorld();
  await world.core.accounts.signIn(signInParams);
  (await world.hand.puppet()).fail(new AppError('refused'));
  await phase(world, 'signed-out');
  expect(account(world)?.error?.code).toBe('refused');
  expect(world.hand.puppets).toHaveLength(1);
});

test('From the moment of signing in nothing is told of an earlier failure', async () => {
  const world = openWorld();
  await world.core.accounts.signIn(signInParams);
  (await world.hand.puppet()).fail(new AppError('refused'));
  await phase(world, 'signed-out');
  const watcher = createWatcher();
  world.core.hub.attach(watcher);
  await world.core.accounts.signIn(signInParams);
  const told = watcher.batches.flat().flatMap((event) => (event.kind === 'account' ? [event.account] : []));
  expect(told.map(({ phase, error }) => ({ phase, error }))).toEqual([{ phase: 'connecting', error: undefined }]);
});

test('An account that signs in by itself keeps trying, sooner when told to', async () => {
  const world = openWorld();
  const { accountId } = await signedIn(world, { remember: true, autoSignIn: true });
  await soon(() => expect(account(world)?.remembered).toBe(true));
  await world.core.close();
  const again = openWorld({ dir: world.dir, clock: world.clock });
  again.core.start();
  (await again.hand.puppet()).fail(new AppError('refused', { retryAfterMs: 500_000 }));
  await phase(again, 'reconnecting');
  expect(account(again)).toMatchObject({ retryAt: again.clock.now + 500_000, error: { code: 'refused' } });
  again.core.accounts.retryNow({ accountId });
  const puppet = await again.hand.puppet(2);
  expect(puppet.deps.account.password).toBe('secret word');
  await puppet.online();
  expect(account(again)).toMatchObject({ phase: 'online' });
  expect(account(again)?.error).toBeUndefined();
  expect(account(again)?.retryAt).toBeUndefined();
});

test('An account that was online heals from every failure that time can cure, also of this computer', async () => {
  const world = openWorld();
  const { puppet } = await signedIn(world);
  puppet.fail(new AppError('disk-full'));
  await (await world.hand.puppet(2)).online();
  expect(account(world)?.phase).toBe('online');
});

test('A wait inside the engine is ended by "try now" and by waking up', async () => {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline'), retryAt: 5 });
  expect(account(world)).toMatchObject({ phase: 'reconnecting', retryAt: 5, error: { code: 'offline' } });
  world.core.accounts.retryNow({ accountId });
  world.core.accounts.wakeAll();
  expect(puppet.wakes).toBe(2);
});

test('A kicked account never comes back by itself', async () => {
  const world = openWorld();
  const { puppet, accountId } = await signedIn(world);
  puppet.fail(new AppError('kicked'));
  await phase(world, 'kicked');
  world.core.accounts.retryNow({ accountId });
  world.core.accounts.wakeAll();
  expect(world.hand.puppets).toHaveLength(1);
  const { password: _password, ...without } = signInParams;
  await world.core.accounts.signIn(without);
  expect((await world.hand.puppet(2)).deps.account.password).toBe('secret word');
});

test.each(['connecting', 'online', 'reconnecting', 'waiting', 'kicked', 'needs-sign-in', 'signed-out'] as const)(
  'Signing out works while %s',
  async (when) => {
    const world = openWorld();
    const { accountId } = await world.core.accounts.signIn(signInParams);
    const puppet = await world.hand.puppet();
    if (when !== 'connecting') await puppet.online();
    if (when === 'reconnecting') await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
    if (when === 'waiting') puppet.fail(new AppError('refused', { retryAfterMs: 500_000 }));
    if (when === 'kicked') puppet.fail(new AppError('kicked'));
    if (when === 'needs-sign-in') puppet.fail(new AppError('session-expired'));
    if (when === 'signed-out') await world.core.accounts.signOut({ accountId });
    if (when !== 'signed-out') await phase(world, when === 'waiting' ? 'reconnecting' : when);
    await world.core.accounts.signOut({ accountId });
    expect(account(world)).toMatchObject({ id: accountId, phase: 'signed-out' });
    expect(account(world)?.error).toBeUndefined();
    expect(puppet.aborted()).toBe(when !== 'kicked' && when !== 'needs-sign-in');
    expect(world.hand.puppets).toHaveLength(1);
  },
);

test('A message that was consumed while leaving is stored, and does not sign in again', async () => {
  const world = openWorld();
  const { puppet, accountId, chat } = await signedIn(world);
  const left = world.core.accounts.signOut({ accountId });
  await puppet.emit({ kind: 'online' }, { kind: 'message', message: incoming('1', 'late') });
  await left;
  expect(rows(world, chat)).toEqual(['late: received']);
  expect(account(world)?.phase).toBe('signed-out');
});

test('Passwords are kept only when asked for, and forgetting erases everything', async () => {
  const world = openWorld();
  const { accountId, puppet, chat } = await signedIn(world, { remember: true });
  await soon(() => expect(account(world)?.remembered).toBe(true));
  await puppet.deps.vault.set('cookies', 'c');
  expect(await world.vault.get(`password/${accountId}`)).toBe('secret word');
  expect(await world.vault.get(`engine/${accountId}/cookies`)).toBe('c');
  await puppet.emit({ kind: 'message', message: incoming('1', 'hello') });
  await signedIn(world, { remember: false });
  expect(await world.vault.get(`password/${accountId}`)).toBeUndefined();
  expect(account(world)?.remembered).toBe(false);
  const watcher = createWatcher();
  world.core.hub.attach(watcher);
  await world.core.accounts.forget({ accountId });
  expect(watcher.last('account-removed')?.accountId).toBe(accountId);
  expect(world.core.hub.snapshot()).toMatchObject({ accounts: [], contacts: [], conversations: [] });
  expect(await world.vault.get(`engine/${accountId}/cookies`)).toBeUndefined();
  expect(() => rows(world, chat)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('A saved account without a password waits for a person', async () => {
  const world = openWorld();
  await signedIn(world, { autoSignIn: true });
  await world.core.close();
  const again = openWorld({ dir: world.dir });
  again.core.start();
  await phase(again, 'needs-sign-in');
  expect(again.hand.puppets).toEqual([]);
});

test('Presence is unknown, not offline, while the account is not online', async () => {
  const world = openWorld();
  const { puppet } = await signedIn(world);
  const [ann, bo] = [asPeerId('1'), asPeerId('2')];
  const contacts = [ann, bo].map((id) => ({ id, nick: id, remark: '', categoryId: '0' }));
  await puppet.emit(
    { kind: 'roster', categories: [], contacts },
    { kind: 'presence', complete: true, presences: [{ id: ann, presence: 'busy' }] },
  );
  const presences = () => world.core.hub.snapshot().contacts.map(({ presence }) => presence);
  expect(presences()).toEqual(['busy', 'offline']);
  await puppet.emit({ kind: 'reconnecting', error: new AppError('offline') });
  expect(presences()).toEqual(['unknown', 'unknown']);
});

test('Status and signature are told to the service first', async () => {
  const world = openWorld();
  const { accountId } = await signedIn(world);
  const { signal } = new AbortController();
  const changed = world.core.accounts.setStatus({ accountId, status: 'away' }, signal);
  expect(account(world)?.status).toBe('online');
  (await world.hand.asked('setStatus')).answer(undefined);
  await changed;
  expect(account(world)?.status).toBe('away');
  const signed = world.core.accounts.setSignature({ accountId, signature: 'hi' }, signal);
  (await world.hand.asked('setSignature')).refuse(new AppError('rejected'));
  await expect(signed).rejects.toMatchObject({ code: 'rejected' });
  expect(account(world)?.signature).toBe('');
});

test('A sample account is one that nobody uses, at the address of the moment', async () => {
  let address: string | undefined;
  const world = openWorld({ bundledAddress: () => address });
  await world.core.accounts.trySample({});
  await phase(world, 'signed-out');
  expect(account(world)).toMatchObject({ login: '10001', address: 'bundled', error: { code: 'server-down' } });
  address = 'http://127.0.0.1:4567';
  await world.core.accounts.trySample({});
  expect((await world.hand.puppet()).deps.account).toMatchObject({ login: '10002', address, password: 'two' });
  await expect(world.core.accounts.trySample({ login: '99' })).rejects.toMatchObject({ code: 'not-found' });
});

test('Two profiles do not know of each other', async () => {
  const [one, other] = [openWorld(), openWorld()];
  const { puppet } = await signedIn(one);
  await puppet.emit({ kind: 'message', message: incoming('1', 'hello') });
  expect(other.core.hub.snapshot()).toMatchObject({ accounts: [], conversations: [] });
});
