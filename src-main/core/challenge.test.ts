import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { openWorld, signedIn, signInParams, soon, type World } from './testing/world.ts';

const account = ({ core }: World) => core.hub.snapshot().accounts[0];
const gif = (end: number) => Buffer.from(`GIF89a${end}`, 'latin1');
const challenge = (end: number, wrong = false) => ({ kind: 'challenge', picture: gif(end), wrong }) as const;
const quiet = new AbortController().signal;

test('A picture waits at its account until it is answered', async () => {
  const world = openWorld();
  const { accounts, media } = world.core;
  const { accountId } = await accounts.signIn(signInParams);
  await expect(accounts.answerChallenge({ accountId, answer: 'x' }, quiet)).rejects.toMatchObject({
    code: 'not-allowed',
  });
  const puppet = await world.hand.puppet();
  await puppet.emit(challenge(1));
  const first = account(world)?.challenge;
  expect(account(world)?.phase).toBe('connecting');
  expect(first).toMatchObject({ number: 1, wrong: false });
  expect(media.file(first?.picture ?? '')?.type).toBe('image/gif');

  const answered = accounts.answerChallenge({ accountId, answer: 'abcd' }, quiet);
  const asked = await world.hand.asked('answerChallenge');
  expect(asked.what).toEqual({ text: 'abcd' });
  asked.answer(undefined);
  await answered;
  await puppet.emit(challenge(2, true));
  const second = account(world)?.challenge;
  expect(second).toMatchObject({ number: 2, wrong: true });
  expect(media.file(first?.picture ?? '')).toBeUndefined();

  await puppet.online();
  expect(account(world)).toMatchObject({ phase: 'online' });
  expect(account(world)?.challenge).toBeUndefined();
  expect(media.file(second?.picture ?? '')).toBeUndefined();
});

test('The same picture again is a new one', async () => {
  const world = openWorld();
  await world.core.accounts.signIn(signInParams);
  const puppet = await world.hand.puppet();
  await puppet.emit(challenge(1));
  await puppet.emit(challenge(1, true));
  expect(account(world)?.challenge).toMatchObject({ number: 2, wrong: true });
  expect(world.core.media.file(account(world)?.challenge?.picture ?? '')).toBeDefined();
});

test.each(['cancelled', 'failed'] as const)('A sign-in that is %s takes its picture along', async (how) => {
  const world = openWorld();
  const { accountId } = await world.core.accounts.signIn(signInParams);
  const puppet = await world.hand.puppet();
  await puppet.emit(challenge(1));
  const picture = account(world)?.challenge?.picture ?? '';
  if (how === 'cancelled') await world.core.accounts.signOut({ accountId });
  else puppet.fail(new AppError('bad-credentials'));
  await soon(() => expect(account(world)?.phase).toBe(how === 'cancelled' ? 'signed-out' : 'needs-sign-in'));
  expect(account(world)?.challenge).toBeUndefined();
  await soon(() => expect(world.core.media.file(picture)).toBeUndefined());
});

test('What is no picture is not shown', async () => {
  const world = openWorld();
  await world.core.accounts.signIn(signInParams);
  const puppet = await world.hand.puppet();
  const html = { kind: 'challenge', picture: Buffer.from('<html>'), wrong: false } as const;
  await expect(puppet.emit(html)).rejects.toMatchObject({ code: 'bad-reply' });
  expect(account(world)?.challenge).toBeUndefined();
});

test('At an automatic sign-in, and after the account was online, nobody is there to read', async () => {
  const world = openWorld();
  const { puppet } = await signedIn(world, { remember: true, autoSignIn: true });
  await expect(puppet.emit(challenge(1))).rejects.toMatchObject({ code: 'challenge-needed' });
  await soon(() => expect(account(world)?.remembered).toBe(true));
  await world.core.close();

  const again = openWorld({ dir: world.dir });
  again.core.start();
  const automatic = await again.hand.puppet();
  const refusal = await automatic.emit(challenge(1)).catch(AppError.from);
  expect(refusal).toMatchObject({ code: 'challenge-needed' });
  automatic.fail(refusal ?? new AppError('internal'));
  await soon(() =>
    expect(account(again)).toMatchObject({ phase: 'needs-sign-in', error: { code: 'challenge-needed' } }),
  );

  const { password: _password, ...without } = signInParams;
  await again.core.accounts.signIn(without);
  await (await again.hand.puppet(2)).emit(challenge(1));
  expect(account(again)).toMatchObject({ phase: 'connecting', challenge: { number: 1 } });
});
