import type { CommandParams, CommandResult } from '#shared/commands.ts';

/** Conversations as the windows use them. All answers come from the store. */
export interface Conversations {
  open(params: CommandParams<'conversation.open'>): CommandResult<'conversation.open'>;
  /** The caller lets its front watch the conversation in the same turn. */
  openThread(params: CommandParams<'thread.open'>): CommandResult<'thread.open'>;
  page(params: CommandParams<'thread.page'>): CommandResult<'thread.page'>;
  read(params: CommandParams<'conversation.read'>): void;
  saveDraft(params: CommandParams<'conversation.saveDraft'>): void;
  hide(params: CommandParams<'conversation.hide'>): void;
}
