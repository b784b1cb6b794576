import { useMemo } from 'react';
import type { AccountId } from '#shared/ids.ts';
import { conversationId } from '#shared/ids.ts';
import type { Group } from '#shared/model.ts';
import { useCenter } from '../../data/center.ts';
import type { GroupBranches } from '../../data/select.ts';
import { groupBranches, groupName } from '../../data/select.ts';
import { openChatWith } from '../../data/windows.ts';
import style from '../../style/panel.module.css';
import type { Text } from '../../text/en.ts';
import { useText } from '../../text/text.ts';
import { BellOff, Blocked } from '../common/icons.tsx';
import { VirtualList } from '../common/virtual-list.tsx';
import { ChatRow } from './chat-row.tsx';
import { Nothing } from './nothing.tsx';
import { RowMenu } from './row-menu.tsx';

type Row =
  | { readonly kind: 'heading'; readonly part: keyof GroupBranches }
  | { readonly kind: 'group'; readonly group: Group; readonly position: number; readonly setSize: number };

/** The groups of an account in three parts: owned, administered, joined. */
export function Groups({ accountId }: { readonly accountId: AccountId }) {
  const text = useText();
  const branches = useCenter((state) => groupBranches(state, accountId));
  const rows = useMemo(() => rowsOf(branches), [branches]);
  if (rows.length === 0) return <Nothing accountId={accountId} sentence={text.panel.noGroups} />;

  const open = (row: Row) => row.kind === 'group' && openChatWith({ accountId, kind: 'group', peerId: row.group.id });
  const actionsOf = (key: string) => {
    const row = rows.find((each) => keyOf(each) === key);
    return row?.kind === 'group' ? [{ label: text.panel.open, run: () => open(row) }] : [];
  };
  return (
    <RowMenu actionsOf={actionsOf}>
      <VirtualList<Row>
        label={text.panel.groups}
        rows={rows}
        keyOf={keyOf}
        heightOf={({ kind }) => (kind === 'group' ? 56 : 32)}
        meaningOf={(row) => {
          if (row.kind === 'heading') return undefined;
          const { group, position, setSize } = row;
          return { name: meaning(group, text), position, setSize };
        }}
        onOpen={open}
        render={(row) => <GroupRow row={row} />}
      />
    </RowMenu>
  );
}

function rowsOf(branches: GroupBranches): readonly Row[] {
  const setSize = branches.owned.length + branches.administered.length + branches.joined.length;
  let position = 0;
  return (['owned', 'administered', 'joined'] as const).flatMap((part): Row[] => {
    if (branches[part].length === 0) return [];
    return [
      { kind: 'heading', part },
      ...branches[part].map((group): Row => ({ kind: 'group', group, position: ++position, setSize })),
    ];
  });
}

function keyOf(row: Row): string {
  return row.kind === 'heading' ? `heading ${row.part}` : `group ${row.group.id}`;
}

/** Also says what the heading above the row shows. */
function meaning(group: Group, text: Text): string {
  const parts = [
    groupName(group),
    group.memberCount > 0 ? text.panel.members({ count: group.memberCount }) : '',
    group.role === 'member' ? '' : text.panel.yourRole[group.role],
    group.policy === 'notify' ? '' : text.policy[group.policy].toLocaleLowerCase(),
  ];
  return text.panel.rowName({ parts: parts.filter((part) => part !== '') });
}

function GroupRow({ row }: { readonly row: Row }) {
  const text = useText();
  if (row.kind === 'heading') return <div className={style.heading}>{text.panel.groupParts[row.part]}</div>;
  const { group } = row;
  return (
    <ChatRow
      id={conversationId({ accountId: group.accountId, kind: 'group', peerId: group.id })}
      name={groupName(group)}
      line={group.memberCount > 0 ? text.panel.members({ count: group.memberCount }) : ''}
      mark={
        group.policy === 'notify' ? null : group.policy === 'silent' ? <BellOff size={14} /> : <Blocked size={14} />
      }
    />
  );
}
