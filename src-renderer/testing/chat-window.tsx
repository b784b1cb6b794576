import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { Snapshot, UiEvent } from '#shared/events.ts';
import type { Conversation, Message } from '#shared/model.ts';
import { center, emptyCenter } from '../data/center.ts';
import { startSession } from '../data/session.ts';
import { ChatView } from '../views/chat/chat-view.tsx';
import type { Back } from './back.ts';
import { createBack } from './back.ts';
import { installLayout } from './layout.ts';
import { aContact, aConversation, aGroup, aSnapshot } from './world.ts';

beforeAll(() => {
  installLayout();
  Element.prototype.scrollBy = () => {};
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  // Lists of 560 pixels with rows of 40.
  globalThis.ResizeObserver = class implements ResizeObserver {
    readonly #heard: ResizeObserverCallback;
    constructor(heard: ResizeObserverCallback) {
      this.#heard = heard;
    }
    observe(target: Element): void {
      const isRow = target instanceof HTMLElement && target.style.position === 'absolute';
      const contentRect = { height: isRow ? 40 : 560, width: 600 } as DOMRectReadOnly;
      queueMicrotask(() => this.#heard([{ target, contentRect } as unknown as ResizeObserverEntry], this));
    }
    unobserve(): void {}
    disconnect(): void {}
  };
});
beforeEach(() => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});
let stop = () => {};
afterEach(() => {
  cleanup();
  stop();
  vi.restoreAllMocks();
});

/** What a chat window shows at first, and how its calls are answered. */
export interface ShownChat {
  readonly conversation?: Conversation;
  readonly messages?: readonly Message[];
  readonly snapshot?: Partial<Snapshot>;
  readonly answers?: Back['answers'];
}

/** Renders a chat window over a line whose other end is in the hands of the test. */
export async function mountChat(conversation: Conversation, snapshot: Partial<Snapshot>, answers: Back['answers']) {
  center.setState(emptyCenter, true);
  const back = createBack(aSnapshot({ conversations: [conversation], ...snapshot }), answers);
  stop = startSession({ open: back.open, outdated: () => {}, reopen: () => {} });
  await waitFor(() => expect(center.getState().link).toBe('live'));
  render(<ChatView conversationId={conversation.id} />);
  return back;
}

/** Shows a chat window with these messages, with the buddy Lin Mei unless said otherwise. */
export async function showChat(shown: ShownChat = {}) {
  const { conversation = aConversation('person', '10002'), messages = [], snapshot, answers } = shown;
  const people = {
    contacts: [aContact('10002', 'Lin Mei', { signature: 'in the garden' })],
    groups: [aGroup('900', 'Ops team', { memo: 'Maintenance on Saturday' })],
  };
  const back = await mountChat(
    conversation,
    { ...people, ...snapshot },
    { 'thread.open': () => ({ messages: [...messages], hasOlder: false, hasNewer: false }), ...answers },
  );
  await waitFor(() => expect(center.getState().threads[conversation.id]).toBeDefined());
  await waitFor(() => expect(screen.queryAllByRole('article')).toHaveLength(messages.length));
  const calls = (name: string) => back.calls.filter((call) => call.name === name).map(({ params }) => params);
  return { back, calls, tell: (...events: readonly UiEvent[]) => act(() => back.tell(...events)) };
}
