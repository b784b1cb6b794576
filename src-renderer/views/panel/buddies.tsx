import { useEffect, useMemo } from 'react';
import type { AccountId } from '#shared/ids.ts';
import { conversationId } from '#shared/ids.ts';
import type { Category, Contact } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import { useCenter } from '../../data/center.ts';
import { useCollapsed } from '../../data/collapsed.ts';
import { requestSignature } from '../../data/on-screen.ts';
import type { BuddyBranch } from '../../data/select.ts';
import { buddyTree, contactName } from '../../data/select.ts';
import { openChatWith } from '../../data/windows.ts';
import style from '../../style/panel.module.css';
import type { Text } from '../../text/en.ts';
import { useText } from '../../text/text.ts';
import { ChevronDown, ChevronRight } from '../common/icons.tsx';
import type { RowMeaning } from '../common/virtual-list.tsx';
import { VirtualList } from '../common/virtual-list.tsx';
import { ChatRow } from './chat-row.tsx';
import { Nothing } from './nothing.tsx';
import { RowMenu } from './row-menu.tsx';

type Row =
  | { readonly kind: 'branch'; readonly branch: BuddyBranch; readonly open: boolean; readonly position: number }
  | { readonly kind: 'buddy'; readonly contact: Contact; readonly position: number; readonly setSize: number }
  | { readonly kind: 'nobody'; readonly category: Category };

/** The buddies of an account as a tree of categories. */
export function Buddies({ accountId }: { readonly accountId: AccountId }) {
  const text = useText();
  const tree = useCenter((state) => buddyTree(state, accountId));
  const known = useCenter((state) => state.accounts[accountId]?.phase === 'online');
  const [collapsed, collapse] = useCollapsed(accountId);
  const rows = useMemo(() => rowsOf(tree, collapsed), [tree, collapsed]);
  if (tree.length === 0) return <Nothing accountId={accountId} sentence={text.panel.noBuddies} />;

  const open = (row: Row) =>
    row.kind === 'buddy' && openChatWith({ accountId, kind: 'person', peerId: row.contact.id });
  const actionsOf = (key: string) => {
    const row = rows.find((each) => keyOf(each) === key);
    return row?.kind === 'buddy' ? [{ label: text.panel.open, run: () => open(row) }] : [];
  };
  return (
    <RowMenu actionsOf={actionsOf}>
      <VirtualList<Row>
        kind="tree"
        label={text.panel.buddies}
        rows={rows}
        keyOf={keyOf}
        heightOf={({ kind }) => (kind === 'buddy' ? 56 : 32)}
        meaningOf={(row) => meaningOf(row, tree.length, known, text)}
        onOpen={open}
        onExpand={(row, expanded) => row.kind === 'branch' && collapse(row.branch.category.id, !expanded)}
        render={(row) => <BuddyRow row={row} />}
      />
    </RowMenu>
  );
}

function rowsOf(tree: readonly BuddyBranch[], collapsed: ReadonlySet<string>): readonly Row[] {
  return tree.flatMap((branch, at): Row[] => {
    const open = !collapsed.has(branch.category.id);
    const head: Row = { kind: 'branch', branch, open, position: at + 1 };
    if (!open) return [head];
    if (branch.contacts.length === 0) return [head, { kind: 'nobody', category: branch.category }];
    const setSize = branch.contacts.length;
    return [
      head,
      ...branch.contacts.map((contact, index): Row => ({ kind: 'buddy', contact, position: index + 1, setSize })),
    ];
  });
}

function keyOf(row: Row): string {
  switch (row.kind) {
    case 'branch':
      return `branch ${row.branch.category.id}`;
    case 'buddy':
      return `buddy ${row.contact.id}`;
    case 'nobody':
      return `nobody ${row.category.id}`;
  }
}

function meaningOf(row: Row, branches: number, known: boolean, text: Text): RowMeaning | undefined {
  switch (row.kind) {
    case 'branch': {
      const { branch, open, position } = row;
      const name = text.panel.categoryCount({
        name: categoryName(branch.category, text),
        online: branch.online,
        total: branch.contacts.length,
      });
      return { name, level: 1, expanded: open, position, setSize: branches };
    }
    case 'buddy': {
      const { contact, position, setSize } = row;
      const presence =
        known && contact.presence !== 'unknown' ? text.presence[contact.presence].toLocaleLowerCase() : '';
      const parts = [contactName(contact), presence, cleanName(contact.signature)].filter((part) => part !== '');
      return { name: text.panel.rowName({ parts }), level: 2, position, setSize };
    }
    case 'nobody':
      return undefined;
  }
}

function categoryName(category: Category, text: Text): string {
  return cleanName(category.name) || text.panel.friends;
}

function BuddyRow({ row }: { readonly row: Row }) {
  const text = useText();
  switch (row.kind) {
    case 'branch':
      return (
        <div className={style.branch} aria-hidden="true">
          {row.open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          <span className={style.branchName}>{categoryName(row.branch.category, text)}</span>
          <span className={style.branchCount}>
            ({row.branch.online}/{row.branch.contacts.length})
          </span>
        </div>
      );
    case 'nobody':
      return <div className={style.nobody}>{text.panel.emptyCategory}</div>;
    case 'buddy':
      return <ContactRow contact={row.contact} />;
  }
}

function ContactRow({ contact }: { readonly contact: Contact }) {
  const { accountId, signature } = contact;
  const missing = signature === '';
  useEffect(() => {
    if (missing) return requestSignature(accountId, contact.id);
    return undefined;
  }, [missing, accountId, contact.id]);
  const name = contactName(contact);
  const nick = cleanName(contact.nick);
  const id = conversationId({ accountId, kind: 'person', peerId: contact.id });
  const suffix = nick !== '' && nick !== name ? { suffix: nick } : {};
  return <ChatRow id={id} name={name} {...suffix} line={cleanName(signature)} />;
}
