import type { Core } from '#main/core/core.ts';
import type { CommandName, CommandParams, CommandResult } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import type { ConversationId } from '#shared/ids.ts';

/** The conversations whose messages one window wants to hear of. */
export interface Watches {
  add(id: ConversationId): void;
  delete(id: ConversationId): unknown;
}

/** What only the host of the windows can do. */
export interface Host {
  /** Opens an address that was checked to be http, https or mailto. */
  openExternal(url: string): void;
  quit(): void;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a command without a result may be answered by a function without one
type Answer<Name extends CommandName> = CommandResult<Name> extends null ? null | void : CommandResult<Name>;

/** One handler per command; a missing one does not compile. Parameters were checked before. */
export type Handlers = {
  readonly [Name in CommandName]: (
    params: CommandParams<Name>,
    signal: AbortSignal,
  ) => Answer<Name> | Promise<Answer<Name>>;
};

const outsideSchemes: readonly string[] = ['http:', 'https:', 'mailto:'];

/** The handlers of one window: each command is one call into the core, or into the host. */
export function createHandlers(core: Core, host: Host, watches: Watches): Handlers {
  const { accounts, conversations, media, preferences, sender } = core;
  return {
    'account.signIn': (params) => accounts.signIn(params),
    'account.trySample': (params) => accounts.trySample(params),
    'account.signOut': (params) => accounts.signOut(params),
    'account.forget': (params) => accounts.forget(params),
    'account.retryNow': (params) => accounts.retryNow(params),
    'account.answerChallenge': (params, signal) => accounts.answerChallenge(params, signal),
    'account.setStatus': (params, signal) => accounts.setStatus(params, signal),
    'account.setSignature': (params, signal) => accounts.setSignature(params, signal),
    'person.refresh': (params, signal) => accounts.refreshPerson(params, signal),
    'avatar.fetch': (params, signal) => media.fetchAvatar(params, signal),
    'conversation.open': (params) => conversations.open(params),
    'conversation.read': (params) => conversations.read(params),
    'conversation.saveDraft': (params) => conversations.saveDraft(params),
    'conversation.hide': (params) => conversations.hide(params),
    'conversation.typing': (params, signal) => sender.notifyTyping(params, signal),
    // Read and watched in one turn, so that no message falls between the page and the first event.
    'thread.open': (params) => {
      const page = conversations.openThread(params);
      watches.add(params.conversationId);
      return page;
    },
    'thread.close': ({ conversationId }) => void watches.delete(conversationId),
    'thread.page': (params) => conversations.page(params),
    'group.members': (params) => accounts.refreshMembers(params),
    'message.send': (params) => sender.send(params),
    'message.shake': (params) => sender.shake(params),
    'message.retry': (params) => sender.retry(params),
    'message.delete': (params) => sender.remove(params),
    'settings.change': (params) => preferences.change(params),
    'notice.dismiss': (params) => preferences.dismissNotice(params),
    'shell.openExternal': ({ url }) => host.openExternal(outsideAddress(url)),
    'shell.quit': () => host.quit(),
  };
}

/** The address in its normal form. Throws `not-allowed` for anything that is not http, https or mailto. */
function outsideAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !outsideSchemes.includes(url.protocol)) throw new AppError('not-allowed');
  return url.href;
}
