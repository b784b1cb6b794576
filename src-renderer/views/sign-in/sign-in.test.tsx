import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asAccountId } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { defaultSettings } from '#shared/model.ts';
import { installLayout } from '../../testing/layout.ts';
import { showMainWindow } from '../../testing/window.tsx';
import { accountId, anAccount } from '../../testing/world.ts';
import { addressProblem, isInsecure } from './address.ts';

beforeAll(installLayout);
let stop = () => {};
afterEach(() => {
  cleanup();
  stop();
});

const hosting = { address: 'http://127.0.0.1:4567', samples: [{ login: '10001', nick: '林梅' }] };
const fresh = { accounts: [], hosting };
const saved = anAccount({ phase: 'signed-out' });

async function show(...args: Parameters<typeof showMainWindow>) {
  const shown = await showMainWindow(...args);
  ({ stop } = shown);
  return shown;
}
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const phase = (change: Partial<Account>) => ({ kind: 'account', account: anAccount(change) }) as const;

test('everything has its role and name', async () => {
  await show(fresh);
  expect(screen.getByRole('heading', { name: 'Sign in', level: 1 })).toBeDefined();
  expect(screen.getByRole('textbox', { name: 'Address' })).toHaveProperty('value', 'This computer');
  expect(screen.getByRole('textbox', { name: 'Account' })).toBe(document.activeElement);
  expect(field('Password').type).toBe('password');
  expect(screen.getByRole('checkbox', { name: 'Remember password' })).toHaveProperty('checked', true);
  expect(screen.getByRole('checkbox', { name: 'Sign in automatically' })).toHaveProperty('checked', false);
  expect(screen.getByRole('combobox', { name: 'Status' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Try it with a sample account' })).toBeDefined();
  expect(screen.getByRole('alert').textContent).toBe('');
});

test('in Chinese everything is Chinese', async () => {
  await show({ ...fresh, settings: { ...defaultSettings, language: 'zh' } });
  expect(screen.getByRole('heading', { name: '登录', level: 1 })).toBeDefined();
  expect(screen.getByRole('textbox', { name: '地址' })).toHaveProperty('value', '这台电脑');
  expect(screen.getByRole('textbox', { name: '账号' })).toBeDefined();
  expect(field('密码')).toBeDefined();
  expect(screen.getByRole('checkbox', { name: '记住密码' })).toBeDefined();
  expect(screen.getByRole('combobox', { name: '状态' })).toBeDefined();
  expect(screen.getByRole('button', { name: '用示例账号试一试' })).toBeDefined();
});

test('without a bundled server there is no sample account and no address', async () => {
  await show({ accounts: [] });
  expect(screen.getByRole('textbox', { name: 'Address' })).toHaveProperty('value', '');
  expect(screen.queryByRole('button', { name: 'Try it with a sample account' })).toBeNull();
});

test('signs in with what was typed, shows that it is under way, and ends in the panel', async () => {
  const { back } = await show(fresh, { 'account.signIn': () => ({ accountId }) });
  type('Account', ' 10001 ');
  type('Password', 'secret');
  press('Sign in');
  expect(back.calls).toEqual([
    {
      name: 'account.signIn',
      params: {
        engine: 'webqq',
        address: 'bundled',
        login: '10001',
        password: 'secret',
        remember: true,
        autoSignIn: false,
        status: 'online',
      },
    },
  ]);
  expect(screen.getByRole('button', { name: 'Signing in…' })).toHaveProperty('disabled', true);
  expect(document.activeElement?.textContent).toBe('Cancel');
  await back.tell(phase({ phase: 'connecting' }));
  await screen.findByRole('button', { name: 'Cancel' });
  await back.tell(phase({ phase: 'online' }));
  expect(await screen.findByRole('navigation', { name: '王小明' })).toBeDefined();
});

test('an outcome that is told before the answer counts', async () => {
  const { back } = await show(fresh);
  back.answers = {
    'account.signIn': () => {
      void back.early(phase({ phase: 'signed-out', error: { code: 'refused', retry: 'later' } }));
      return { accountId };
    },
  };
  type('Account', '10001');
  type('Password', 'secret');
  press('Sign in');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Nothing answers at this address.'));
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
});

test('a wrong password says so, and the field is ready for another', async () => {
  const { back } = await show(fresh, { 'account.signIn': () => ({ accountId }) });
  type('Account', '10001');
  type('Password', 'wrong');
  press('Sign in');
  await back.tell(phase({ phase: 'needs-sign-in', error: { code: 'bad-credentials', retry: 'never' } }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('The account or password is not right.'));
  expect(document.activeElement).toBe(field('Password'));
  expect(field('Password').getAttribute('aria-invalid')).toBe('true');
  type('Password', 'right');
  expect(screen.getByRole('alert').textContent).toBe('');
});

test('a server that does not answer is waited for, with a way out', async () => {
  const { back } = await show(fresh, { 'account.signIn': () => ({ accountId }) });
  type('Account', '10001');
  type('Password', 'secret');
  press('Sign in');
  const error = { code: 'refused', retry: 'later' } as const;
  await back.tell(phase({ phase: 'reconnecting', error, retryAt: Date.now() + 8_000 }));
  await waitFor(() =>
    expect(screen.getByRole('alert').textContent).toMatch(
      /^Nothing answers at this address\..* Trying again in 8 s\.$/,
    ),
  );
  press('Cancel');
  expect(back.calls.at(-1)).toEqual({ name: 'account.signOut', params: { accountId } });
  expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', false);
});

test('a refused call names its reason and leads back to the address', async () => {
  await show(fresh, { 'account.signIn': () => new AppError('tls') });
  type('Account', '10001');
  type('Password', 'secret');
  press('Sign in');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/certificate/));
  await waitFor(() => expect(document.activeElement).toBe(field('Address')));
});

test.each([
  ['Address', '', 'Enter the address of the server.'],
  ['Address', 'ftp://x', 'This is not an address. Enter something like chat.example.org.'],
  ['Account', '', 'Enter the account number.'],
  ['Password', '', 'Enter the password.'],
])('%s "%s" is not sent; the field is focused', async (name, value, sentence) => {
  const { back } = await show(fresh);
  type('Account', '10001');
  type('Password', 'secret');
  type(name, value);
  press('Sign in');
  expect(screen.getByRole('alert').textContent).toBe(sentence);
  expect(document.activeElement).toBe(field(name));
  expect(back.calls).toEqual([]);
});

test('a plain address beyond this computer is warned about', async () => {
  await show(fresh);
  type('Address', 'http://chat.example.org');
  expect(screen.getByRole('alert').textContent).toBe(
    'This connection is not encrypted. Others on the network could read it.',
  );
});

test('a sample account needs one click', async () => {
  const { back } = await show(fresh, { 'account.trySample': () => ({ accountId }) });
  press('Try it with a sample account');
  expect(back.calls).toEqual([{ name: 'account.trySample', params: {} }]);
  await back.tell(phase({ phase: 'online' }));
  expect(await screen.findByRole('navigation')).toBeDefined();
});

test('a remembered account signs in without a password', async () => {
  const { back } = await show({ accounts: [saved], hosting }, { 'account.signIn': () => ({ accountId }) });
  expect(field('Account').value).toBe('10001');
  expect(field('Password').placeholder).toContain('Remembered');
  press('Sign in');
  expect(back.calls[0]?.params).not.toHaveProperty('password');
});

test('saved accounts can be filtered, chosen and forgotten', async () => {
  const other = anAccount({
    id: asAccountId('a2'),
    login: '10002',
    nick: '林梅',
    address: 'https://chat.example.org',
    phase: 'signed-out',
  });
  const { back } = await show({ accounts: [saved, other], hosting });
  press('Show saved accounts');
  const list = await screen.findByRole('dialog', { name: 'Saved accounts' });
  fireEvent.change(within(list).getByRole('searchbox'), { target: { value: 'lm' } });
  expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  fireEvent.click(within(list).getByRole('button', { name: /^林梅, 10002/ }));
  expect(field('Address').value).toBe('https://chat.example.org');
  expect(field('Account').value).toBe('10002');

  press('Show saved accounts');
  fireEvent.click(await screen.findByRole('button', { name: 'Forget 林梅' }));
  const question = await screen.findByRole('alertdialog', { name: 'Forget 林梅?' });
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
  fireEvent.click(within(question).getByRole('button', { name: 'Forget account' }));
  expect(back.calls).toEqual([{ name: 'account.forget', params: { accountId: 'a2' } }]);
});

test('an account that must sign in again comes with its sentence', async () => {
  await show({
    accounts: [anAccount({ phase: 'needs-sign-in', error: { code: 'session-expired', retry: 'after-sign-in' } })],
  });
  expect(screen.getByRole('alert').textContent).toBe('The sign-in has run out. Sign in again.');
});

test('automatic sign-in needs a remembered password', async () => {
  await show(fresh);
  const [remember, auto] = [field('Remember password'), field('Sign in automatically')];
  fireEvent.click(remember);
  fireEvent.click(auto);
  expect([remember.checked, auto.checked]).toEqual([true, true]);
  fireEvent.click(remember);
  expect([remember.checked, auto.checked]).toEqual([false, false]);
});

test.each([
  ['chat.example.org', undefined, false],
  ['chat.example.org:8080', undefined, false],
  ['127.0.0.1:4000', undefined, false],
  ['http://127.0.0.1:4000', undefined, false],
  ['http://localhost', undefined, false],
  ['http://[::1]:1', undefined, false],
  ['http://10.0.0.4', undefined, true],
  ['https://10.0.0.4', undefined, false],
  ['bundled', undefined, false],
  ['  ', 'missing', false],
  ['two words', 'bad', false],
  ['ws://x', 'bad', false],
])('the address "%s"', (address, problem, insecure) => {
  expect(addressProblem(address)).toBe(problem);
  expect(isInsecure(address)).toBe(insecure);
});
