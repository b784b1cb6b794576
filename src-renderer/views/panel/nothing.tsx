import { useEffect, useState } from 'react';
import type { AccountId } from '#shared/ids.ts';
import { useCenter } from '../../data/center.ts';
import style from '../../style/panel.module.css';
import { useText } from '../../text/text.ts';

/** A list that loads faster than this shows nothing in between, in milliseconds. */
const patience = 300;
const places = ['1', '2', '3', '4', '5', '6', '7', '8'];

interface Props {
  readonly accountId: AccountId;
  readonly sentence: string;
}

/** In place of an empty list: its sentence, or rows to come while the account is still on its way. */
export function Nothing({ accountId, sentence }: Props) {
  const text = useText();
  const coming = useCenter((state) => state.accounts[accountId]?.phase === 'connecting');
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  if (!coming) return <p className={style.empty}>{sentence}</p>;
  if (!late) return null;
  return (
    <div>
      <p role="status" className="visually-hidden">
        {text.common.loading}
      </p>
      {places.map((place) => (
        <div key={place} className={style.skeleton} />
      ))}
    </div>
  );
}
