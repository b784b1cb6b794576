import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { AccountId } from '#shared/ids.ts';
import { retryNow } from '../../data/actions.ts';
import { useCenter } from '../../data/center.ts';
import { attempt } from '../../data/view.ts';
import style from '../../style/banner.module.css';
import { useText } from '../../text/text.ts';
import { useSecondsUntil } from './clock.ts';
import { Warning } from './icons.tsx';

/** Trouble that passes within this many milliseconds is not worth a banner. */
const patience = 2_000;

interface Props {
  readonly accountId: AccountId;
  /** Shows the sign-in form; only the main window can. */
  readonly onSignIn?: () => void;
}

/** What is wrong with the connection, what happens next, and what can be done now. Nothing while all is well. */
export function ConnectionBanner({ accountId, onSignIn }: Props) {
  const text = useText();
  const line = useCenter((state) => state.link);
  const account = useCenter((state) => state.accounts[accountId]);
  const phase = account?.phase;
  const troubled = useLasting(line !== 'live' || phase === 'connecting' || phase === 'reconnecting', patience);
  const seconds = useSecondsUntil(account?.retryAt);

  if (line !== 'live') return troubled ? <Banner said={text.common.lineLost} /> : null;
  switch (phase) {
    case 'connecting':
      return troubled ? <Banner said={text.panel.connecting} /> : null;
    case 'reconnecting':
      if (!troubled) return null;
      return (
        <Banner
          said={text.panel.reconnectingNow}
          shown={seconds > 0 ? text.panel.reconnecting({ seconds }) : text.panel.reconnectingNow}
        >
          <button type="button" className={style.action} onClick={() => attempt(retryNow(accountId))}>
            {text.panel.tryNow}
          </button>
        </Banner>
      );
    case 'kicked':
    case 'needs-sign-in':
    case 'signed-out':
      return (
        <Banner said={account?.error ? text.errors[account.error.code] : text.phase[phase]}>
          {onSignIn && (
            <button type="button" className={style.action} onClick={onSignIn}>
              {text.panel.signInAgain}
            </button>
          )}
        </Banner>
      );
    default:
      return null;
  }
}

interface BannerProps {
  /** What is announced, once. */
  readonly said: string;
  /** What is shown, when it changes every second. */
  readonly shown?: string;
  readonly children?: ReactNode;
}

function Banner({ said, shown, children }: BannerProps) {
  return (
    <div className={style.banner} data-tone="warn">
      <Warning size={16} />
      <span role="status" className={shown === undefined ? style.text : 'visually-hidden'}>
        {said}
      </span>
      {shown !== undefined && (
        <span aria-hidden="true" className={style.text}>
          {shown}
        </span>
      )}
      {children}
    </div>
  );
}

/** Whether something has been true without a break for so many milliseconds. */
function useLasting(now: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [now, ms]);
  return now && lasting;
}
