import type { CommandParams } from '#shared/commands.ts';

/** Sends messages: one ordered queue for each conversation. */
export interface Sender {
  /** Returns once the message is stored as `sending`; the rest is announced. */
  send(params: CommandParams<'message.send'>): void;
  retry(params: CommandParams<'message.retry'>): void;
  remove(params: CommandParams<'message.delete'>): void;
}
