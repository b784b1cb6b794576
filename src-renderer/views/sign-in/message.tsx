import type { WireError } from '#shared/errors.ts';
import style from '../../style/sign-in.module.css';
import { useText } from '../../text/text.ts';
import { useSecondsUntil } from '../common/clock.ts';
import { Warning } from '../common/icons.tsx';

interface Props {
  /** A field that needs something. */
  readonly problem: string | undefined;
  readonly error: WireError | undefined;
  readonly retryAt: number | undefined;
  readonly insecure: boolean;
}

/** The message line. Two lines are always reserved, so that nothing jumps. */
export function Message({ problem, error, retryAt, insecure }: Props) {
  const text = useText();
  const seconds = useSecondsUntil(retryAt);
  const failure = error && text.errors[error.code];
  const sentence =
    problem ??
    (failure && retryAt !== undefined ? text.signIn.retrying({ sentence: failure, seconds }) : failure) ??
    (insecure ? text.signIn.insecure : undefined);
  const tone = problem || error ? 'danger' : 'warn';
  return (
    <div className={style.message} role="alert" data-tone={tone}>
      {sentence !== undefined && (
        <>
          <Warning size={16} />
          <span>{sentence}</span>
        </>
      )}
    </div>
  );
}
