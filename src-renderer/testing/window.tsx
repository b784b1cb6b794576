import { act, render } from '@testing-library/react';
import { vi } from 'vitest';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import { center, emptyCenter } from '../data/center.ts';
import { startSession } from '../data/session.ts';
import { MainView } from '../views/main-view.tsx';
import type { Back } from './back.ts';
import { createBack } from './back.ts';
import { aSnapshot } from './world.ts';

/** Shows the main window over a line whose other end is in the hands of the test. */
export async function showMainWindow(snapshot: Partial<Snapshot> = {}, answers: Back['answers'] = {}) {
  center.setState(emptyCenter, true);
  const back = createBack(aSnapshot(snapshot), answers);
  const stop = startSession({ open: back.open, outdated: () => {}, reopen: () => {} });
  await vi.waitFor(() => {
    if (center.getState().link !== 'live') throw new Error('not yet');
  });
  const view = render(<MainView />);
  const told = back.tell;
  const tell = (...events: readonly UiEvent[]) => act(() => told(...events));
  // `early` tells without waiting, from inside of an answer.
  return { ...view, back: Object.assign(back, { early: told, tell }), stop };
}
