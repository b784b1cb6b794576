import { dismissNotice } from '../../data/actions.ts';
import { useCenter } from '../../data/center.ts';
import { attempt, dismissProblem, useProblem } from '../../data/view.ts';
import style from '../../style/banner.module.css';
import { useText } from '../../text/text.ts';
import { IconButton } from './icon-button.tsx';
import { Cross, Info, Warning } from './icons.tsx';

/** What the person should know about this profile. */
export function Notices() {
  const text = useText();
  const notices = useCenter((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section aria-label={text.panel.notices}>
      {notices.map(({ id, code, subject }) => (
        <div key={id} className={style.banner} data-tone="info">
          <Info size={16} />
          <span className={style.text}>{text.notices[code]({ subject })}</span>
          <IconButton name={text.common.dismiss} onClick={() => attempt(dismissNotice(id))}>
            <Cross size={16} />
          </IconButton>
        </div>
      ))}
    </section>
  );
}

/** The last thing that was asked for in this window and did not work. */
export function Problem() {
  const text = useText();
  const problem = useProblem();
  return (
    <div role="alert">
      {problem && (
        <div className={style.banner} data-tone="danger">
          <Warning size={16} />
          <span className={style.text}>{text.errors[problem]}</span>
          <IconButton name={text.common.dismiss} onClick={dismissProblem}>
            <Cross size={16} />
          </IconButton>
        </div>
      )}
    </div>
  );
}
