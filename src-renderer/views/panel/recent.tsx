import { useState } from 'react';
import type { AccountId, ConversationId } from '#shared/ids.ts';
import type { Conversation } from '#shared/model.ts';
import { hideConversation, markRead } from '../../data/actions.ts';
import type { Center } from '../../data/center.ts';
import { useCenter } from '../../data/center.ts';
import { conversationName, conversationPolicy, conversationPresence, recentConversations } from '../../data/select.ts';
import { attempt } from '../../data/view.ts';
import { openChatWindow } from '../../data/windows.ts';
import controls from '../../style/controls.module.css';
import style from '../../style/panel.module.css';
import type { Text } from '../../text/en.ts';
import type { Language } from '../../text/text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { listTime } from '../../text/time.ts';
import { useNow } from '../common/clock.ts';
import type { RowMeaning } from '../common/virtual-list.tsx';
import { VirtualList } from '../common/virtual-list.tsx';
import { useHeldOrder } from './held-order.ts';
import { RecentRow } from './recent-row.tsx';
import type { RowAction } from './row-menu.tsx';
import { RowMenu } from './row-menu.tsx';

interface Props {
  readonly accountId: AccountId;
  readonly onShowBuddies: () => void;
}

/** The chats of an account, the newest first. */
export function Recent({ accountId, onShowBuddies }: Props) {
  const text = useText();
  const language = useLanguage();
  // Names, statuses and policies of the rows come from several parts of the center.
  const state = useCenter((all) => all);
  const now = useNow(60_000);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const conversations = recentConversations(state, accountId);
  const order = useHeldOrder(
    conversations.map(({ id }) => id),
    pointed || focused,
  );

  if (conversations.length === 0) {
    return (
      <div className={style.empty}>
        <p>{text.panel.noRecent}</p>
        <button type="button" className={controls.button} onClick={onShowBuddies}>
          {text.panel.showBuddies}
        </button>
      </div>
    );
  }
  const rows = order.flatMap((id) => state.conversations[id as ConversationId] ?? []);
  const actionsOf = (id: string): readonly RowAction[] => {
    const conversation = state.conversations[id as ConversationId];
    return conversation ? recentActions(conversation, text) : [];
  };
  const watch = {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  };
  return (
    <div className={style.listBox} {...watch}>
      <RowMenu actionsOf={actionsOf}>
        <VirtualList<Conversation>
          label={text.panel.recent}
          rows={rows}
          keyOf={({ id }) => id}
          heightOf={() => 56}
          meaningOf={(row) => meaning(state, row, { text, language, now })}
          onOpen={({ id }) => openChatWindow(id)}
          render={(row) => <RecentRow conversation={row} now={now} />}
        />
      </RowMenu>
    </div>
  );
}

function recentActions({ id, unread, last }: Conversation, { panel: words }: Text): readonly RowAction[] {
  return [
    { label: words.open, run: () => openChatWindow(id) },
    ...(unread > 0 && last ? [{ label: words.markRead, run: () => attempt(markRead(id, last.order)) }] : []),
    { label: words.hide, run: () => attempt(hideConversation(id)) },
  ];
}

interface Speech {
  readonly text: Text;
  readonly language: Language;
  readonly now: number;
}

/** For example "Lin Mei, online, 2 unread, draft, last message 09:58". */
function meaning(state: Center, conversation: Conversation, { text, language, now }: Speech): RowMeaning {
  const { id, unread, draft, last } = conversation;
  const presence = conversationPresence(state, id);
  const counted = unread > 0 && conversationPolicy(state, id) !== 'block';
  const parts = [
    conversationName(state, id),
    presence && presence !== 'unknown' ? text.presence[presence].toLocaleLowerCase() : '',
    counted ? text.panel.unread({ count: unread }) : '',
    draft ? text.panel.draftName : '',
    last ? text.panel.lastMessage({ time: listTime(last.time, now, language) }) : '',
  ];
  return { name: text.panel.rowName({ parts: parts.filter((part) => part !== '') }) };
}
