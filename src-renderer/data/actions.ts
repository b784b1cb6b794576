import type { CommandParams } from '#shared/commands.ts';
import type { AccountId, ConversationId, ConversationParts, MessageKey, PeerId } from '#shared/ids.ts';
import { asMessageKey, randomKey } from '#shared/ids.ts';
import type { Draft, Font, Presence, Segment, Settings } from '#shared/model.ts';
import { applyEvents } from './apply.ts';
import { center } from './center.ts';
import { call } from './session.ts';

// One function per command. All reject with AppError; what changed arrives through the center.
export { closeThread, followThread, loadNewer, loadNewest, loadOlder, openThread } from './threads.ts';

/** Adds or updates an account and starts signing in. Resolves with its id at once. */
export async function signIn(params: CommandParams<'account.signIn'>): Promise<AccountId> {
  return (await call('account.signIn', params)).accountId;
}

/** Signs in with a sample account of the bundled server. */
export async function trySample(login?: string): Promise<AccountId> {
  return (await call('account.trySample', login === undefined ? {} : { login })).accountId;
}

export async function signOut(accountId: AccountId): Promise<void> {
  await call('account.signOut', { accountId });
}

/** Erases an account and everything stored for it. */
export async function forget(accountId: AccountId): Promise<void> {
  await call('account.forget', { accountId });
}

export async function retryNow(accountId: AccountId): Promise<void> {
  await call('account.retryNow', { accountId });
}

/** Answers the picture of a sign-in; `null` asks for another one. */
export async function answerChallenge(accountId: AccountId, answer: string | null): Promise<void> {
  await call('account.answerChallenge', { accountId, answer });
}

export async function setStatus(accountId: AccountId, status: Presence): Promise<void> {
  await call('account.setStatus', { accountId, status });
}

export async function setSignature(accountId: AccountId, signature: string): Promise<void> {
  await call('account.setSignature', { accountId, signature });
}

/** Asks the service for fresh names and the signature of a person. */
export async function refreshPerson(accountId: AccountId, id: PeerId, signal?: AbortSignal): Promise<void> {
  await call('person.refresh', { accountId, id }, signal);
}

/** Asks the service for a missing avatar. Abort it when nobody looks any more. */
export async function fetchAvatar(params: CommandParams<'avatar.fetch'>, signal: AbortSignal): Promise<void> {
  await call('avatar.fetch', params, signal);
}

/** Makes sure that a conversation exists, and shows it in Recent. */
export async function openConversation(parts: ConversationParts): Promise<ConversationId> {
  return (await call('conversation.open', parts)).conversationId;
}

/** Everything up to and including `order` was read. */
export async function markRead(conversationId: ConversationId, order: number): Promise<void> {
  await call('conversation.read', { conversationId, order });
}

/** Keeps a draft; `null` erases it. */
export async function saveDraft(conversationId: ConversationId, draft: Draft | null): Promise<void> {
  await call('conversation.saveDraft', { conversationId, draft });
}

/** Takes a conversation out of Recent until its next message. */
export async function hideConversation(conversationId: ConversationId): Promise<void> {
  await call('conversation.hide', { conversationId });
}

/** Puts the stored members of a group into the center; fresh ones follow while its thread is open. */
export async function loadMembers(accountId: AccountId, groupId: PeerId): Promise<void> {
  const { members } = await call('group.members', { accountId, groupId });
  // Fresh ones may have come while the stored ones were under way.
  if (center.getState().members[accountId]?.[groupId]) return;
  center.setState((state) => applyEvents(state, [{ kind: 'members', accountId, groupId, members }]), true);
}

/** Sends a message under a key of its own. Resolves with the key once the message is stored. */
export async function sendMessage(
  conversationId: ConversationId,
  segments: readonly Segment[],
  font?: Font,
): Promise<MessageKey> {
  const key = asMessageKey(randomKey());
  await call('message.send', { conversationId, key, segments: [...segments], ...(font ? { font } : {}) });
  return key;
}

/** Shakes the window of a buddy. Resolves once that is stored; what became of it shows at its message. */
export async function shake(conversationId: ConversationId): Promise<void> {
  await call('message.shake', { conversationId, key: asMessageKey(randomKey()) });
}

/** Tells the other person that one writes. */
export async function notifyTyping(conversationId: ConversationId): Promise<void> {
  await call('conversation.typing', { conversationId });
}

/** Sends a failed or doubtful message once more under its old key. */
export async function retryMessage(conversationId: ConversationId, key: MessageKey): Promise<void> {
  await call('message.retry', { conversationId, key });
}

/** Deletes a message on this computer. */
export async function deleteMessage(conversationId: ConversationId, key: MessageKey): Promise<void> {
  await call('message.delete', { conversationId, key });
}

export async function changeSettings(patch: Partial<Settings>): Promise<void> {
  await call('settings.change', patch);
}

export async function dismissNotice(id: string): Promise<void> {
  await call('notice.dismiss', { id });
}

/** Opens an http, https or mailto address outside of the client. */
export async function openExternal(url: string): Promise<void> {
  await call('shell.openExternal', { url });
}

export async function quit(): Promise<void> {
  await call('shell.quit', {});
}
