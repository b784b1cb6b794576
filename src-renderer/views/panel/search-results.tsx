import type { Ref } from 'react';
import type { AccountId } from '#shared/ids.ts';
import { conversationParts } from '#shared/ids.ts';
import { useCenter } from '../../data/center.ts';
import type { Found } from '../../data/search.ts';
import { searchChats } from '../../data/search.ts';
import { openChatWith } from '../../data/windows.ts';
import style from '../../style/panel.module.css';
import { useText } from '../../text/text.ts';
import type { VirtualListHandle } from '../common/virtual-list.tsx';
import { VirtualList } from '../common/virtual-list.tsx';
import { ChatRow } from './chat-row.tsx';

interface Props {
  readonly accountId: AccountId;
  readonly query: string;
  readonly ref: Ref<VirtualListHandle>;
}

/** People, groups and chats that match what was typed. */
export function SearchResults({ accountId, query, ref }: Props) {
  const { panel: words } = useText();
  const found = useCenter((state) => searchChats(state, accountId, query));
  return (
    <div className={style.results}>
      <p role="status" className={found.length > 0 ? 'visually-hidden' : style.empty}>
        {found.length > 0 ? words.resultCount({ count: found.length }) : words.noMatch({ query })}
      </p>
      {found.length > 0 && (
        <VirtualList<Found>
          ref={ref}
          label={words.results}
          rows={found}
          keyOf={({ id }) => id}
          heightOf={() => 56}
          meaningOf={({ name }) => ({ name })}
          onOpen={open}
          render={({ id, name }) => <ChatRow id={id} name={name} line={conversationParts(id)?.peerId ?? ''} />}
        />
      )}
    </div>
  );
}

function open({ id }: Found): void {
  const parts = conversationParts(id);
  if (parts) openChatWith(parts);
}
