import { Menu } from '@base-ui/react/menu';
import type { Account, Presence } from '#shared/model.ts';
import { quit, setStatus, signOut } from '../../data/actions.ts';
import { accountName } from '../../data/select.ts';
import { attempt } from '../../data/view.ts';
import controls from '../../style/controls.module.css';
import style from '../../style/panel.module.css';
import { useText } from '../../text/text.ts';
import { Avatar } from '../common/avatar.tsx';
import { Check, ChevronDown } from '../common/icons.tsx';
import { PresenceDot } from '../common/presence-dot.tsx';
import { Signature } from './signature.tsx';

/** Who is signed in, with which status and signature. */
export function Header({ account }: { readonly account: Account }) {
  const text = useText();
  const name = accountName(account);
  const online = account.phase === 'online';
  const status = online ? text.presence[account.status] : text.phase[account.phase];
  return (
    <header className={style.header}>
      <Avatar kind="person" id={account.selfId} name={name} hash={account.avatar} accountId={account.id} size={48} />
      <div className={style.self}>
        <div className={style.selfLine}>
          <h1 className={style.nick}>{name}</h1>
          <Menu.Root>
            <Menu.Trigger
              className={style.statusButton}
              aria-label={text.panel.menuName({ status })}
              title={text.panel.statusLine({ status })}
            >
              <PresenceDot presence={online ? account.status : 'unknown'} />
              <span className={style.statusWord} aria-hidden="true">
                {status}
              </span>
              <ChevronDown size={14} />
            </Menu.Trigger>
            <Menu.Portal>
              <Menu.Positioner className={controls.positioner} align="end" sideOffset={4}>
                <Menu.Popup className={controls.popup}>
                  {account.can.statuses.length > 0 && <StatusItems account={account} />}
                  <Menu.Item
                    className={`${controls.item} ${controls.plainItem}`}
                    onClick={() => attempt(signOut(account.id))}
                  >
                    {text.panel.signOut}
                  </Menu.Item>
                  <Menu.Item className={`${controls.item} ${controls.plainItem}`} onClick={() => attempt(quit())}>
                    {text.panel.quit}
                  </Menu.Item>
                </Menu.Popup>
              </Menu.Positioner>
            </Menu.Portal>
          </Menu.Root>
        </div>
        <Signature account={account} />
      </div>
    </header>
  );
}

function StatusItems({ account }: { readonly account: Account }) {
  const text = useText();
  return (
    <>
      <Menu.RadioGroup
        value={account.status}
        onValueChange={(status: Presence) => attempt(setStatus(account.id, status))}
        aria-label={text.panel.status}
      >
        {account.can.statuses.map((status) => (
          <Menu.RadioItem key={status} value={status} className={controls.item} closeOnClick>
            <span className={controls.itemCheck}>
              <Menu.RadioItemIndicator>
                <Check size={16} />
              </Menu.RadioItemIndicator>
            </span>
            <PresenceDot presence={status} />
            {text.presence[status]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Separator className={controls.separator} />
    </>
  );
}
