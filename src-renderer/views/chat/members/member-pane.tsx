import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { PeerId } from '#shared/ids.ts';
import type { Account } from '#shared/model.ts';
import { loadMembers } from '../../../data/actions.ts';
import { useCenter } from '../../../data/center.ts';
import { openChatWith } from '../../../data/windows.ts';
import style from '../../../style/chat-members.module.css';
import { useText } from '../../../text/text.ts';
import { IconButton } from '../../common/icon-button.tsx';
import { Cross } from '../../common/icons.tsx';
import type { VirtualListHandle } from '../../common/virtual-list.tsx';
import { VirtualList } from '../../common/virtual-list.tsx';
import { Announcement } from './announcement.tsx';
import { MemberLine } from './member-line.tsx';
import type { MemberRow } from './member-rows.ts';
import { memberRows, nameMembers } from './member-rows.ts';
import { MemberSearch } from './member-search.tsx';

interface Props {
  readonly account: Account;
  readonly groupId: PeerId;
  onClose(): void;
}

const keyOf = (row: MemberRow) => (row.kind === 'section' ? row.section : row.member.id);
const heightOf = (row: MemberRow) => (row.kind === 'section' ? 32 : 40);
const none = [] as const;

/** Who is in the group, under its announcement. */
export const MemberPane = memo(function MemberPane({ account, groupId, onClose }: Props) {
  const text = useText();
  const members = useCenter((state) => state.members[account.id]?.[groupId]) ?? none;
  const buddies = useCenter((state) => state.contacts[account.id]);
  const { failed, again } = useMembers(account, groupId);
  const [query, setQuery] = useState('');
  const searched = useDeferredValue(query);
  const list = useRef<VirtualListHandle>(null);
  const known = account.phase === 'online';
  const named = useMemo(() => nameMembers(members, known), [members, known]);
  const rows = useMemo(() => memberRows(named, searched), [named, searched]);

  const meaningOf = (row: MemberRow) => {
    if (row.kind === 'section') return undefined;
    const you = row.member.id === account.selfId ? text.chat.you : '';
    const role = row.member.role === 'member' ? '' : text.role[row.member.role];
    const presence = known ? text.presence[row.member.presence] : '';
    const name = text.chat.memberName({ parts: [row.name, you, role, presence].filter((part) => part !== '') });
    return { name, position: row.position, setSize: row.setSize };
  };
  const open = (row: MemberRow) => {
    if (row.kind !== 'member' || !buddies?.[row.member.id]) return;
    openChatWith({ accountId: account.id, kind: 'person', peerId: row.member.id });
  };

  return (
    <aside className={style.pane} aria-label={text.chat.members} data-region="members">
      <div className={style.head}>
        <h2 className={style.heading}>{text.chat.members}</h2>
        <IconButton name={text.chat.hideMembers} className={style.close} onClick={onClose}>
          <Cross size={16} />
        </IconButton>
      </div>
      <Announcement accountId={account.id} groupId={groupId} />
      <MemberSearch value={query} onChange={setQuery} onLeave={() => list.current?.focus()} />
      {rows.length > 0 ? (
        <VirtualList
          ref={list}
          label={text.chat.members}
          rows={rows}
          keyOf={keyOf}
          heightOf={heightOf}
          meaningOf={meaningOf}
          onOpen={open}
          render={(row) =>
            row.kind === 'section' ? (
              <div className={style.section}>
                {text.chat.section[row.section]} <span className={style.count}>{row.count}</span>
              </div>
            ) : (
              <MemberLine row={row} account={account} avatar={buddies?.[row.member.id]?.avatar} known={known} />
            )
          }
        />
      ) : (
        <div className={style.notice} role="status">
          {searched.trim() !== '' ? (
            text.chat.noMember({ query: searched.trim() })
          ) : failed ? (
            <>
              <p>{text.chat.membersFailed}</p>
              <button type="button" className={style.again} onClick={again}>
                {text.chat.retry}
              </button>
            </>
          ) : (
            text.common.loading
          )}
        </div>
      )}
    </aside>
  );
});

/** Asks for the members, anew whenever the account comes online. */
function useMembers(account: Account, groupId: PeerId) {
  const { id, phase } = account;
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt and a new connection ask anew
  useEffect(() => {
    let current = true;
    setFailed(false);
    loadMembers(id, groupId).catch(() => current && setFailed(true));
    return () => {
      current = false;
    };
  }, [id, groupId, phase, attempt]);
  return { failed, again: () => setAttempt(attempt + 1) };
}
