import type { WireError } from '#shared/errors.ts';
import style from '../../style/sign-in.module.css';
import { useText } from '../../text/text.ts';
import { useSecondsUntil } from '../common/clock.ts';
import { Info, Warning } from '../common/icons.tsx';

interface Props {
  /** A field that needs something. */
  readonly problem: string | undefined;
  readonly error: WireError | undefined;
  readonly retryAt: number | undefined;
  readonly insecure: boolean;
  /** What to do next, when nothing went wrong. */
  readonly hint: string | undefined;
}

/** The message line. Two lines are always reserved, so that nothing jumps. */
export function Message({ problem, error, retryAt, insecure, hint }: Props) {
  const text = useText();
  const seconds = useSecondsUntil(retryAt);
  const failure = error && text.errors[error.code];
  const sentence =
    problem ??
    (failure && retryAt !== undefined ? text.signIn.retrying({ sentence: failure, seconds }) : failure) ??
    hint ??
    (insecure ? text.signIn.insecure : undefined);
  const tone = problem || error ? 'danger' : hint ? 'hint' : 'warn';
  return (
    <div className={style.message} role="alert" data-tone={tone}>
      {sentence !== undefined && (
        <>
          {tone === 'hint' ? <Info size={16} /> : <Warning size={16} />}
          <span>{sentence}</span>
        </>
      )}
    </div>
  );
}
