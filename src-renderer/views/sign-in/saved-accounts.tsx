import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import type { Account } from '#shared/model.ts';
import { accountName } from '../../data/select.ts';
import controls from '../../style/controls.module.css';
import style from '../../style/sign-in.module.css';
import { pinyinKeys } from '../../text/pinyin.ts';
import { useText } from '../../text/text.ts';
import { Avatar } from '../common/avatar.tsx';
import { IconButton } from '../common/icon-button.tsx';
import { ChevronDown, Cross } from '../common/icons.tsx';
import { bundled } from './address.ts';

interface Props {
  readonly accounts: readonly Account[];
  readonly onChoose: (account: Account) => void;
  readonly onForget: (account: Account) => void;
}

/** The list of saved accounts behind a button. Typing filters it. */
export function SavedAccounts({ accounts, onChoose, onForget }: Props) {
  const text = useText();
  const words = text.signIn;
  const placeOf = ({ address }: Account) => (address === bundled ? words.thisComputer : address);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const found = accounts.filter((account) => matches(account, query.trim().toLocaleLowerCase()));
  const close = (then: () => void) => {
    setOpen(false);
    then();
  };
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setQuery('');
      }}
    >
      <Popover.Trigger
        render={
          <IconButton name={words.showSaved}>
            <ChevronDown />
          </IconButton>
        }
      />
      <Popover.Portal>
        <Popover.Positioner className={controls.positioner} align="end" sideOffset={6}>
          <Popover.Popup className={`${controls.popup} ${style.saved}`} aria-label={words.savedAccounts}>
            <input
              type="search"
              className={controls.input}
              aria-label={words.savedAccounts}
              placeholder={words.savedAccounts}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
            <ul className={style.savedList}>
              {found.map((account) => (
                <li key={account.id}>
                  <button
                    type="button"
                    className={style.savedAccount}
                    aria-label={text.panel.rowName({ parts: [accountName(account), account.login, placeOf(account)] })}
                    onClick={() => close(() => onChoose(account))}
                  >
                    <Avatar
                      kind="person"
                      id={account.selfId}
                      name={accountName(account)}
                      hash={account.avatar}
                      size={32}
                    />
                    <span className={style.savedName}>{accountName(account)}</span>
                    <span className={style.savedPlace}>
                      {account.login} · {placeOf(account)}
                    </span>
                  </button>
                  <IconButton
                    name={words.forget({ name: accountName(account) })}
                    onClick={() => close(() => onForget(account))}
                  >
                    <Cross size={16} />
                  </IconButton>
                </li>
              ))}
            </ul>
            {found.length === 0 && <p className={style.noSaved}>{words.noSaved({ query })}</p>}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function matches(account: Account, query: string): boolean {
  const name = accountName(account);
  return [name, account.login, account.address, ...pinyinKeys(name)].some((key) =>
    key.toLocaleLowerCase().includes(query),
  );
}
