import { expect, test, vi } from 'vitest';
import { passwordV2 } from '#main/wire/webqq-password.ts';
import { AppError } from '#shared/errors.ts';
import { own } from './test-service.ts';
import { password, service, signIn } from './test-session.ts';

const demanded = "ptui_checkVC('1','cap0','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71');";
const jpeg = (end: number) => Buffer.from([0xff, 0xd8, 0xff, end]);
const picture = (end: number) => ({
  status: 200,
  body: jpeg(end),
  headers: { 'content-type': 'image/jpeg', 'set-cookie': [`verifysession=h${end}; PATH=/;`] },
});
const refused = (subCode: string) => `ptuiCB('4','${subCode}','','0','…', '');`;
const quiet = new AbortController().signal;

function demand(pictures: number): void {
  service.answer('/check', demanded);
  service.next('/getimage', ...Array.from({ length: pictures }, (_, index) => picture(index + 1)));
}
const shown = (person: ReturnType<typeof signIn>, count: number) =>
  vi.waitFor(() => expect(person.of('challenge').length).toBe(count), 5_000);
const answer = (person: ReturnType<typeof signIn>, text: string | null) =>
  person.engine.ask('answerChallenge', { text }, quiet);

test('shows the demanded picture and goes on with what was typed', async () => {
  demand(1);
  const person = signIn();
  await shown(person, 1);
  expect(person.of('challenge')).toEqual([{ kind: 'challenge', picture: jpeg(1), wrong: false }]);
  expect(service.calls('/getimage')[0]?.fields).toMatchObject({ aid: '1003903', uin: own, cap_cd: 'cap0' });
  expect(service.calls('/login')).toEqual([]);
  await answer(person, ' aBcD ');
  await vi.waitFor(() => expect(person.of('online').length).toBe(1), 5_000);
  const [login] = service.calls('/login');
  expect(login?.fields).toMatchObject({ verifycode: 'aBcD', p: passwordV2(password, own, 'ABCD') });
  expect(login?.cookie).toContain('verifysession=h1');
  await expect(answer(person, 'late')).rejects.toMatchObject({ code: 'not-allowed' });
});

test('scheme v3 repeats the session of the picture', async () => {
  demand(1);
  service.answer('/check', demanded.replace(');', ",'','0');"));
  const person = signIn();
  await shown(person, 1);
  await answer(person, 'abcd');
  await vi.waitFor(() => expect(person.of('online').length).toBe(1), 5_000);
  const fields = service.calls('/login')[0]?.fields;
  expect(fields).toMatchObject({ verifycode: 'abcd', pt_verifysession_v1: 'h1', pt_vcode_v1: '0', pt_randsalt: '0' });
  expect(fields?.p).not.toBe(passwordV2(password, own, 'ABCD'));
});

test('a code that is not accepted leads to a new picture, as often as it takes', async () => {
  demand(5);
  service.next('/login', ...['0', '0', '2', '0'].map(refused));
  const person = signIn();
  for (let round = 1; round <= 5; round += 1) {
    await shown(person, round);
    await answer(person, `try${round}`);
  }
  await vi.waitFor(() => expect(person.of('online').length).toBe(1), 5_000);
  expect(person.of('challenge').map(({ wrong }) => wrong)).toEqual([false, true, true, true, true]);
  // Sub-code 2 says that the answer of check is too old.
  expect(service.calls('/check').length).toBe(2);
});

test('another picture is there for the asking', async () => {
  demand(2);
  const person = signIn();
  await shown(person, 1);
  await answer(person, null);
  await shown(person, 2);
  expect(person.of('challenge')[1]).toEqual({ kind: 'challenge', picture: jpeg(2), wrong: false });
  expect(service.calls('/login')).toEqual([]);
});

test('a wrong password behind the right code is a wrong password', async () => {
  demand(1);
  service.answer('/login', "ptuiCB('3','0','','0','…', '');");
  const person = signIn();
  await shown(person, 1);
  await answer(person, 'abcd');
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-credentials' }));
});

test('leaves while a picture is shown', async () => {
  demand(1);
  const person = signIn();
  await shown(person, 1);
  await person.stop();
  expect(person.ending()).toBe('left');
  await expect(answer(person, 'abcd')).rejects.toMatchObject({ code: 'not-allowed' });
});

test('ends when nobody is there to read', async () => {
  demand(1);
  const person = signIn({
    store: async (events) => {
      if (events.some(({ kind }) => kind === 'challenge')) throw new AppError('challenge-needed');
    },
  });
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'challenge-needed' }));
});

test.each([{ status: 404 }, '<html>no picture</html>', ''])('no picture comes: %j', async (reply) => {
  service.answer('/check', demanded);
  service.answer('/getimage', reply);
  const person = signIn();
  await vi.waitFor(() => expect(person.ending()).toMatchObject({ code: 'bad-reply', detail: { call: 'getimage' } }));
});
