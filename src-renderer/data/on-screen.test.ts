import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { PeerId } from '#shared/ids.ts';
import { asPeerId } from '#shared/ids.ts';
import type { Back } from '../testing/back.ts';
import { createBack } from '../testing/back.ts';
import { accountId, anAccount, aSnapshot } from '../testing/world.ts';
import { center, emptyCenter } from './center.ts';
import { requestAvatar, requestSignature } from './on-screen.ts';
import { startSession } from './session.ts';

let back: Back;
let stop: () => void;
let last = 0;
/** Somebody who was not asked about yet. */
const somebody = (): PeerId => asPeerId(String(++last));

beforeEach(async () => {
  center.setState(emptyCenter, true);
  const { can } = anAccount();
  const able = anAccount({ can: { ...can, asks: ['fetchAvatar', 'fetchPersonInfo'] } });
  back = createBack(aSnapshot({ accounts: [able] }));
  stop = startSession({ open: back.open, outdated: () => {}, reopen: () => {} });
  await vi.waitFor(() => expect(center.getState().link).toBe('live'));
});
afterEach(() => stop());

const avatarOf = (id: PeerId) => requestAvatar({ accountId, kind: 'person', id });
const settled = () => back.tell();

test('what is on screen is asked for once', async () => {
  const id = somebody();
  avatarOf(id);
  requestSignature(accountId, id);
  await settled();
  avatarOf(id);
  requestSignature(accountId, id);
  expect(back.calls).toEqual([
    { name: 'avatar.fetch', params: { accountId, kind: 'person', id } },
    { name: 'person.refresh', params: { accountId, id } },
  ]);
});

test('what left the screen before its answer is asked for at the next showing', async () => {
  const id = somebody();
  avatarOf(id)();
  await settled();
  avatarOf(id);
  expect(back.calls).toHaveLength(2);
});

test('a refusal counts as an answer, a passing trouble does not', async () => {
  const [refused, troubled] = [somebody(), somebody()];
  back.answers = {
    'avatar.fetch': ({ id }) => new AppError(id === refused ? 'not-found' : 'timeout'),
  };
  avatarOf(refused);
  avatarOf(troubled);
  await settled();
  avatarOf(refused);
  avatarOf(troubled);
  expect(back.calls.map(({ params }) => (params as { id: PeerId }).id)).toEqual([refused, troubled, troubled]);
});

test('nothing is asked while the account is not online or cannot answer', () => {
  center.setState({ accounts: { [accountId]: anAccount({ phase: 'reconnecting' }) } });
  avatarOf(somebody());
  center.setState({ accounts: { [accountId]: anAccount() } });
  avatarOf(somebody());
  expect(back.calls).toEqual([]);
});
