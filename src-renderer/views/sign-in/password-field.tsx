import type { Ref } from 'react';
import { useState } from 'react';
import controls from '../../style/controls.module.css';
import style from '../../style/sign-in.module.css';
import { useText } from '../../text/text.ts';
import { IconButton } from '../common/icon-button.tsx';
import { Eye, EyeOff } from '../common/icons.tsx';

interface Props {
  readonly value: string;
  /** A password is kept for this account, so the field may stay empty. */
  readonly kept: boolean;
  readonly invalid: true | undefined;
  readonly focused: boolean;
  readonly onChange: (password: string) => void;
  readonly ref: Ref<HTMLInputElement>;
}

/** The password, hidden unless asked for. A kept one is never put into the field. */
export function PasswordField({ value, kept, invalid, focused, onChange, ref }: Props) {
  const { signIn: words } = useText();
  const [shown, setShown] = useState(false);
  return (
    <>
      <label className={controls.label} htmlFor="password">
        {words.password}
      </label>
      <div className={style.withButton}>
        <input
          ref={ref}
          id="password"
          className={controls.input}
          type={shown ? 'text' : 'password'}
          value={value}
          placeholder={kept ? `••••••••  ${words.passwordKept}` : ''}
          autoComplete="off"
          aria-invalid={invalid}
          // biome-ignore lint/a11y/noAutofocus: the account is filled in, this field is next
          autoFocus={focused}
          onChange={(event) => onChange(event.target.value)}
        />
        {value !== '' && (
          <IconButton name={shown ? words.hidePassword : words.showPassword} onClick={() => setShown(!shown)}>
            {shown ? <EyeOff /> : <Eye />}
          </IconButton>
        )}
      </div>
    </>
  );
}
