import type { Store } from '#main/store/store.ts';
import type { CommandParams, CommandResult, MessagePage } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import { type ConversationId, conversationId } from '#shared/ids.ts';
import type { Conversation, Message } from '#shared/model.ts';
import type { Hub } from './hub.ts';
import { titleOf } from './titles.ts';

/** Conversations as the windows use them. All answers come from the store; an unknown conversation is `not-found`. */
export interface Conversations {
  open(params: CommandParams<'conversation.open'>): CommandResult<'conversation.open'>;
  /** The caller lets its front watch the conversation in the same turn. */
  openThread(params: CommandParams<'thread.open'>): CommandResult<'thread.open'>;
  /** Throws `bad-request` unless exactly one of `before` and `after` is given. */
  page(params: CommandParams<'thread.page'>): CommandResult<'thread.page'>;
  read(params: CommandParams<'conversation.read'>): void;
  saveDraft(params: CommandParams<'conversation.saveDraft'>): void;
  hide(params: CommandParams<'conversation.hide'>): void;
}

/** What conversations stand on. */
export interface ConversationsDeps {
  readonly store: Store;
  readonly hub: Hub;
  readonly now: () => number;
}

/** The part of a first page that lies before the first unread message: what the reader knows already, as context. */
const contextShare = 1 / 4;

export function createConversations({ store, hub, now }: ConversationsDeps): Conversations {
  const { messages } = store;

  function known(id: ConversationId): Conversation {
    const stored = store.conversations.get(id);
    if (!stored) throw new AppError('not-found');
    return stored.conversation;
  }

  function pageOf(id: ConversationId, found: readonly Message[]): MessagePage {
    const first = found[0];
    const last = found.at(-1);
    return {
      messages: [...found],
      hasOlder: first !== undefined && messages.before(id, first.order, 1).length > 0,
      hasNewer: last !== undefined && messages.after(id, last.order, 1).length > 0,
    };
  }

  return {
    open({ accountId, kind, peerId }) {
      if (!hub.state.accounts.has(accountId)) throw new AppError('not-found');
      const parts = { accountId, kind, peerId };
      const id = conversationId(parts);
      hub.change((change) =>
        change.conversation(id, (table) => {
          table.add(id, { ...parts, title: titleOf(hub.state, parts) ?? peerId, activeTime: now() });
          table.setHidden(id, false);
        }),
      );
      return { conversationId: id };
    },
    openThread({ conversationId: id, limit }) {
      const { readOrder } = known(id);
      const unread = messages.firstOfOthers(id, readOrder);
      const newest = messages.before(id, Number.MAX_SAFE_INTEGER, limit);
      const first = newest[0];
      if (unread === undefined || first === undefined || unread >= first.order) return pageOf(id, newest);
      const context = messages.before(id, unread, Math.floor(limit * contextShare));
      return pageOf(id, [...context, ...messages.after(id, unread - 1, limit - context.length)]);
    },
    page({ conversationId: id, before, after, limit }) {
      known(id);
      if (before !== undefined && after === undefined)
        return edgePage(messages.before(id, before, limit), 'before', before);
      if (after !== undefined && before === undefined)
        return edgePage(messages.after(id, after, limit), 'after', after);
      throw new AppError('bad-request');

      function edgePage(found: readonly Message[], side: 'before' | 'after', order: number): MessagePage {
        if (found.length > 0) return pageOf(id, found);
        return {
          messages: [],
          hasOlder: side === 'after' && messages.before(id, order + 1, 1).length > 0,
          hasNewer: side === 'before' && messages.after(id, order - 1, 1).length > 0,
        };
      }
    },
    read({ conversationId: id, order }) {
      const { readOrder } = known(id);
      const upTo = Math.min(Math.floor(order), messages.lastOrder(id));
      if (upTo > readOrder) hub.change((change) => change.conversation(id, (table) => table.read(id, upTo)));
    },
    saveDraft({ conversationId: id, draft }) {
      known(id);
      hub.change((change) => change.conversation(id, (table) => table.setDraft(id, draft)));
    },
    hide({ conversationId: id }) {
      known(id);
      hub.change((change) => change.conversation(id, (table) => table.setHidden(id, true)));
    },
  };
}
