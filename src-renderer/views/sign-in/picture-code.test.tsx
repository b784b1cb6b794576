import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { Account } from '#shared/model.ts';
import { defaultSettings } from '#shared/model.ts';
import { installLayout } from '../../testing/layout.ts';
import { showMainWindow } from '../../testing/window.tsx';
import { accountId, anAccount } from '../../testing/world.ts';

beforeAll(installLayout);
let stop = () => {};
afterEach(() => {
  cleanup();
  stop();
});

const picture = (number: number) => String(number).repeat(64);
const waiting = (number: number, wrong = false): Partial<Account> => ({
  phase: 'connecting',
  challenge: { picture: picture(number), number, wrong },
});
const phase = (change: Partial<Account>) => ({ kind: 'account', account: anAccount(change) }) as const;
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Picture code' });
const type = (name: string, value: string) => fireEvent.change(screen.getByLabelText(name), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const sentence = () => screen.getByRole('alert').textContent;

/** The form after *Sign in*, when the service has demanded a picture. */
async function demanded() {
  const shown = await showMainWindow({ accounts: [] }, { 'account.signIn': () => ({ accountId }) });
  ({ stop } = shown);
  type('Address', 'chat.example.org');
  type('Account', '10001');
  type('Password', 'secret');
  press('Sign in');
  await waitFor(() => expect(shown.back.calls).toHaveLength(1));
  await shown.back.tell(phase({ phase: 'connecting' }));
  await shown.back.tell(phase(waiting(1)));
  return shown.back;
}

test('a demanded picture is shown with a field that is ready for it', async () => {
  await demanded();
  expect(document.activeElement).toBe(field());
  expect(screen.getByRole('img', { name: 'Picture with four letters' }).getAttribute('src')).toBe(
    `/media/${picture(1)}`,
  );
  expect(sentence()).toBe('Type the letters in the picture.');
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeDefined();
});

test('what was typed is sent once, and the panel follows', async () => {
  const back = await demanded();
  type('Picture code', ' abcd ');
  press('Continue');
  expect(back.calls.at(-1)).toEqual({ name: 'account.answerChallenge', params: { accountId, answer: 'abcd' } });
  expect(screen.getByRole('button', { name: 'Signing in…' })).toHaveProperty('disabled', true);
  expect(field().readOnly).toBe(true);
  press('Another picture');
  expect(back.calls).toHaveLength(2);
  await back.tell(phase({ phase: 'online' }));
  expect(await screen.findByRole('navigation', { name: '王小明' })).toBeDefined();
});

test('a code that was not accepted brings a new picture and an empty field', async () => {
  const back = await demanded();
  type('Picture code', 'abcd');
  press('Continue');
  await back.tell(phase(waiting(2, true)));
  expect(sentence()).toMatch(/^The picture code was not accepted/);
  expect(field()).toHaveProperty('value', '');
  expect(document.activeElement).toBe(field());
  press('Another picture');
  expect(back.calls.at(-1)?.params).toEqual({ accountId, answer: null });
});

test('an empty field is not sent', async () => {
  const back = await demanded();
  press('Continue');
  expect(back.calls).toHaveLength(1);
  expect(sentence()).toBe('Type the letters in the picture.');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  type('Picture code', 'a');
  expect(field().getAttribute('aria-invalid')).toBeNull();
});

test('an answer that did not arrive can be given again', async () => {
  const back = await demanded();
  back.answers = { 'account.answerChallenge': () => new AppError('not-allowed') };
  type('Picture code', 'abcd');
  press('Continue');
  await waitFor(() => expect(sentence()).toBe('This is not possible at the moment.'));
  expect(field()).toHaveProperty('value', 'abcd');
  expect(field().readOnly).toBe(false);
});

test('a wrong password behind the picture leads back to the form', async () => {
  const back = await demanded();
  type('Picture code', 'abcd');
  press('Continue');
  await back.tell(phase({ phase: 'needs-sign-in', error: { code: 'bad-credentials', retry: 'never' } }));
  await waitFor(() => expect(sentence()).toBe('The account or password is not right.'));
  expect(screen.queryByRole('textbox', { name: 'Picture code' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('Password'));
});

test('cancelling leaves the sign-in', async () => {
  const back = await demanded();
  press('Cancel');
  expect(back.calls.at(-1)).toEqual({ name: 'account.signOut', params: { accountId } });
  expect(screen.queryByRole('textbox', { name: 'Picture code' })).toBeNull();
});

test('a window that opens in the middle shows the picture, in its language', async () => {
  const shown = await showMainWindow({
    accounts: [anAccount(waiting(1))],
    settings: { ...defaultSettings, language: 'zh' },
  });
  ({ stop } = shown);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '验证码' }));
  expect(screen.getByRole('button', { name: '换一张图片' })).toBeDefined();
  expect(sentence()).toBe('请输入图片中的字母。');
  type('验证码', 'abcd');
  press('继续');
  expect(shown.back.calls).toEqual([{ name: 'account.answerChallenge', params: { accountId, answer: 'abcd' } }]);
  await shown.back.tell(phase({ phase: 'online' }));
  expect(await screen.findByRole('navigation')).toBeDefined();
});
