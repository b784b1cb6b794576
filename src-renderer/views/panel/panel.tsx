import { Tabs } from '@base-ui/react/tabs';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { Account } from '#shared/model.ts';
import { useCenter } from '../../data/center.ts';
import { accountName, unreadTotal } from '../../data/select.ts';
import style from '../../style/panel.module.css';
import { useText } from '../../text/text.ts';
import { Badge } from '../common/badge.tsx';
import { ConnectionBanner } from '../common/banner.tsx';
import { Notices, Problem } from '../common/notices.tsx';
import { SettingsButton } from '../common/settings.tsx';
import { Buddies } from './buddies.tsx';
import { Groups } from './groups.tsx';
import { Header } from './header.tsx';
import { Recent } from './recent.tsx';
import { SearchField } from './search-field.tsx';
import { SearchResults } from './search-results.tsx';

type Tab = 'recent' | 'buddies' | 'groups';

/** The contact panel of one account. */
export function Panel({ account, onSignIn }: { readonly account: Account; readonly onSignIn: () => void }) {
  const text = useText();
  const unread = useCenter((state) => unreadTotal(state, account.id));
  const [tab, setTab] = useState<Tab>('recent');
  const [query, setQuery] = useState('');
  const searched = useDeferredValue(query.trim());
  const field = useRef<HTMLInputElement>(null);
  const results = useRef<{ focus(): void }>(null);
  const unreadId = useId();
  useSearchKey(field);
  useTitle(accountName(account));

  return (
    <nav className={style.panel} aria-label={accountName(account)}>
      <Header account={account} />
      <SearchField ref={field} value={query} onChange={setQuery} onLeave={() => results.current?.focus()} />
      <ConnectionBanner accountId={account.id} onSignIn={onSignIn} />
      <Problem />
      <Notices />
      {searched === '' ? (
        <Tabs.Root className={style.tabs} value={tab} onValueChange={setTab}>
          <Tabs.List className={style.tabList} aria-label={text.panel.contacts} activateOnFocus>
            <Tabs.Tab className={style.tab} value="recent" aria-describedby={unread > 0 ? unreadId : undefined}>
              {text.panel.recent}
              <Badge count={unread} />
            </Tabs.Tab>
            <Tabs.Tab className={style.tab} value="buddies">
              {text.panel.buddies}
            </Tabs.Tab>
            <Tabs.Tab className={style.tab} value="groups">
              {text.panel.groups}
            </Tabs.Tab>
            <Tabs.Indicator className={style.tabIndicator} />
          </Tabs.List>
          <Tabs.Panel className={style.tabPanel} value="recent" tabIndex={-1}>
            <Recent accountId={account.id} onShowBuddies={() => setTab('buddies')} />
          </Tabs.Panel>
          <Tabs.Panel className={style.tabPanel} value="buddies" tabIndex={-1}>
            <Buddies accountId={account.id} />
          </Tabs.Panel>
          <Tabs.Panel className={style.tabPanel} value="groups" tabIndex={-1}>
            <Groups accountId={account.id} />
          </Tabs.Panel>
        </Tabs.Root>
      ) : (
        <SearchResults ref={results} accountId={account.id} query={searched} />
      )}
      <footer className={style.footer}>
        <SettingsButton />
      </footer>
      <span id={unreadId} hidden>
        {text.panel.unread({ count: unread })}
      </span>
    </nav>
  );
}

/** Ctrl+K goes to the search field. */
function useSearchKey(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.isComposing || event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [field]);
}

function useTitle(name: string): void {
  const { product } = useText();
  useEffect(() => {
    document.title = `${name} – ${product}`;
    return () => {
      document.title = product;
    };
  }, [name, product]);
}
