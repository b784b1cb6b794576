import { useEffect } from 'react';
import type { Account, Conversation } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import { refreshPerson } from '../../data/actions.ts';
import { useCenter } from '../../data/center.ts';
import { conversationAvatar, conversationPresence } from '../../data/select.ts';
import style from '../../style/chat.module.css';
import { useText } from '../../text/text.ts';
import { Avatar } from '../common/avatar.tsx';
import { useIsAhead } from '../common/clock.ts';
import { IconButton } from '../common/icon-button.tsx';
import { PresenceDot } from '../common/presence-dot.tsx';
import { MembersIcon } from './icons.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly account: Account;
  readonly name: string;
  /** The switch of the member pane; absent when the chat has none. */
  readonly members: { readonly open: boolean; toggle(): void } | undefined;
}

/** Who the chat is with. */
export function ChatHeader({ conversation, account, name, members }: Props) {
  const text = useText();
  const hash = useCenter((state) => conversationAvatar(state, conversation.id));
  const several = conversation.kind === 'group' || conversation.kind === 'discussion';
  return (
    <header className={style.header} data-region="header">
      <Avatar
        kind={several ? 'group' : 'person'}
        id={conversation.peerId}
        name={name}
        hash={hash}
        accountId={account.id}
        size={40}
      />
      <div className={style.titles}>
        <h1 className={style.title} dir="auto" tabIndex={-1} data-region-focus>
          {name}
        </h1>
        {several ? (
          <GroupLine conversation={conversation} />
        ) : (
          <PersonLine conversation={conversation} account={account} />
        )}
      </div>
      {members && (
        <IconButton
          name={members.open ? text.chat.hideMembers : text.chat.showMembers}
          aria-pressed={members.open}
          onClick={members.toggle}
        >
          <MembersIcon />
        </IconButton>
      )}
    </header>
  );
}

function PersonLine({ conversation, account }: { readonly conversation: Conversation; readonly account: Account }) {
  const text = useText();
  const { accountId, peerId, kind } = conversation;
  const presence = useCenter((state) => conversationPresence(state, conversation.id));
  const signature = useCenter((state) => state.contacts[accountId]?.[peerId]?.signature);
  const writes = useIsAhead(useCenter((state) => state.typing[conversation.id]));
  const asks = kind === 'person' && account.phase === 'online' && account.can.asks.includes('fetchPersonInfo');
  useEffect(() => {
    // The line shows what is known if nothing newer can be had.
    if (asks) refreshPerson(accountId, peerId).catch(() => {});
  }, [asks, accountId, peerId]);
  const words = signature ? cleanName(signature) : '';
  if (!presence) return null;
  return (
    <p className={style.subtitle}>
      <PresenceDot presence={presence} />
      <span className={style.presenceWord}>{text.presence[presence]}</span>
      {writes ? (
        <span className={style.typing}>{text.chat.typing}</span>
      ) : (
        words !== '' && (
          <span className={style.signature} dir="auto" title={words}>
            {words}
          </span>
        )
      )}
    </p>
  );
}

function GroupLine({ conversation }: { readonly conversation: Conversation }) {
  const text = useText();
  const { accountId, peerId } = conversation;
  const loaded = useCenter((state) => state.members[accountId]?.[peerId]?.length);
  const count = useCenter((state) => state.groups[accountId]?.[peerId]?.memberCount);
  const known = loaded ? loaded : count;
  return known ? <p className={style.subtitle}>{text.chat.memberCount({ count: known })}</p> : null;
}
