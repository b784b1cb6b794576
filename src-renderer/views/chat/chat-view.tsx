import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationId } from '#shared/ids.ts';
import { conversationParts } from '#shared/ids.ts';
import type { Account, Conversation } from '#shared/model.ts';
import { markRead, openConversation } from '../../data/actions.ts';
import { center, useCenter } from '../../data/center.ts';
import { accountName, conversationName } from '../../data/select.ts';
import style from '../../style/chat.module.css';
import type { Text } from '../../text/en.ts';
import { useText } from '../../text/text.ts';
import { ConnectionBanner } from '../common/banner.tsx';
import { useImeGuard } from '../common/ime-guard.ts';
import { Problem } from '../common/notices.tsx';
import { ChatHeader } from './chat-header.tsx';
import type { ComposerHandle } from './composer/composer.tsx';
import { Composer } from './composer/composer.tsx';
import { MemberPane } from './members/member-pane.tsx';
import type { ThreadHandle } from './thread/thread-view.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { useShaking } from './use-shaking.ts';
import { useWindowKeys } from './use-window-keys.ts';

/** The window of one chat. */
export function ChatView({ conversationId }: { readonly conversationId: ConversationId }) {
  const text = useText();
  const conversation = useCenter((state) => state.conversations[conversationId]);
  const account = useCenter((state) => conversation && state.accounts[conversation.accountId]);
  const gone = useEnsured(conversationId, conversation !== undefined);
  if (conversation && account) return <Chat key={conversationId} conversation={conversation} account={account} />;
  return (
    <main className={style.gone}>
      <p role="status">{gone ? text.chat.gone : text.common.loading}</p>
    </main>
  );
}

/** Asks for a conversation that is not there; true when it cannot be had. */
function useEnsured(id: ConversationId, there: boolean): boolean {
  const [gone, setGone] = useState(false);
  useEffect(() => {
    const parts = conversationParts(id);
    if (there) return setGone(false);
    if (!parts) return setGone(true);
    let current = true;
    openConversation(parts).catch(() => current && setGone(true));
    return () => {
      current = false;
    };
  }, [id, there]);
  return gone;
}

/** Below this width the member pane lies over the messages, and is closed at first. */
const paneFits = 560;

function Chat({ conversation, account }: { readonly conversation: Conversation; readonly account: Account }) {
  const text = useText();
  const name = useCenter((state) => conversationName(state, conversation.id));
  const thread = useRef<ThreadHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const guard = useImeGuard();
  const [draft] = useState(conversation.draft);
  const isGroup = conversation.kind === 'group';
  const [membersOpen, setMembersOpen] = useState(() => isGroup && window.innerWidth >= paneFits);
  const closeMembers = useCallback(() => setMembersOpen(false), []);
  useTitle(text.chat.windowTitle({ name, account: accountName(account) }));
  const shaking = useShaking(conversation.id);
  useWindowKeys({ thread, composer, guard });

  const onSent = useCallback(() => {
    thread.current?.answered();
    // Who replies has read what was there.
    const { last, unread } = center.getState().conversations[conversation.id] ?? {};
    if (last && unread) markRead(conversation.id, last.order).catch(() => {});
  }, [conversation.id]);

  return (
    <div className={style.chat} data-shaking={shaking}>
      <ChatHeader
        conversation={conversation}
        account={account}
        name={name}
        members={isGroup ? { open: membersOpen, toggle: () => setMembersOpen(!membersOpen) } : undefined}
      />
      <div className={style.banners}>
        <ConnectionBanner accountId={account.id} />
        <Problem />
      </div>
      <div className={style.columns}>
        <div className={style.talk}>
          <ThreadPane ref={thread} conversation={conversation} account={account} name={name} />
          <Composer
            ref={composer}
            conversationId={conversation.id}
            draft={draft}
            account={account}
            name={name}
            closed={closedReason(account, text)}
            guard={guard}
            onSent={onSent}
          />
        </div>
        {isGroup && membersOpen && (
          <MemberPane account={account} groupId={conversation.peerId} onClose={closeMembers} />
        )}
      </div>
    </div>
  );
}

/** Why nothing can be written now; absent when it can. Without a connection messages wait, so that is no reason. */
function closedReason(account: Account, text: Text): string | undefined {
  const { phase, can } = account;
  if (phase === 'signed-out' || phase === 'kicked' || phase === 'needs-sign-in') return text.chat.closed[phase];
  return phase === 'online' && !can.asks.includes('sendMessage') ? text.chat.closed['cannot-send'] : undefined;
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
