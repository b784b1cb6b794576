import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { AccountId } from '#shared/ids.ts';
import type { Account, Presence } from '#shared/model.ts';
import { forget } from '../../data/actions.ts';
import { useCenter } from '../../data/center.ts';
import { accountName } from '../../data/select.ts';
import controls from '../../style/controls.module.css';
import style from '../../style/sign-in.module.css';
import { useText } from '../../text/text.ts';
import { Avatar } from '../common/avatar.tsx';
import { Choice } from '../common/choice.tsx';
import { Confirm } from '../common/confirm.tsx';
import { Notices } from '../common/notices.tsx';
import { PresenceDot } from '../common/presence-dot.tsx';
import { ProductMark } from '../common/product-mark.tsx';
import { SettingsButton } from '../common/settings.tsx';
import { addressProblem, bundled, isInsecure } from './address.ts';
import { Message } from './message.tsx';
import { PasswordField } from './password-field.tsx';
import { PictureCode } from './picture-code.tsx';
import { SavedAccounts } from './saved-accounts.tsx';
import { useChallenge } from './use-challenge.ts';
import { useSignIn } from './use-sign-in.ts';

interface Props {
  /** The account that the form starts with. */
  readonly preselected: Account | undefined;
  /** A sign-in was started; the form must stay until it ends. */
  readonly onAttempt: () => void;
  readonly onSignedIn: (id: AccountId) => void;
}

interface Fields {
  readonly address: string;
  readonly login: string;
  readonly password: string;
  readonly remember: boolean;
  readonly autoSignIn: boolean;
  readonly status: Presence;
}
type Field = 'address' | 'login' | 'password';
type Asked = Field | 'picture';

/** Statuses that every WebQQ service offers at sign-in. */
const statuses: readonly Presence[] = ['online', 'callme', 'away', 'busy', 'silent', 'hidden'];

function fieldsOf(account: Account | undefined, hosted: boolean): Fields {
  return {
    address: account?.address ?? (hosted ? bundled : ''),
    login: account?.login ?? '',
    password: '',
    remember: account?.remembered ?? true,
    autoSignIn: account?.autoSignIn ?? false,
    status: account && statuses.includes(account.status) ? account.status : 'online',
  };
}

/** The sign-in window. */
export function SignIn({ preselected, onAttempt, onSignedIn }: Props) {
  const text = useText();
  const words = text.signIn;
  const accounts = useCenter((state) => state.accounts);
  const hosting = useCenter((state) => state.hosting);
  const attempt = useSignIn(preselected, onAttempt, onSignedIn);
  const [fields, setFields] = useState(() => fieldsOf(preselected, hosting.address !== undefined));
  const [problem, setProblem] = useState<{ readonly field: Asked; readonly sentence: string }>();
  const [untouched, setUntouched] = useState(true);
  const [forgetting, setForgetting] = useState<Account>();
  const inputs = {
    address: useRef<HTMLInputElement>(null),
    login: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
    picture: useRef<HTMLInputElement>(null),
  };
  const picture = useChallenge(attempt.account);
  const { challenge } = picture;
  const cancel = useRef<HTMLButtonElement>(null);

  const saved = Object.values(accounts);
  const known = saved.find(({ login, address }) => login === fields.login.trim() && address === fields.address.trim());
  const kept = known?.remembered === true;
  const error =
    attempt.error ?? (untouched && !attempt.busy && preselected?.phase !== 'online' ? preselected?.error : undefined);

  const edit = (patch: Partial<Fields>) => {
    setUntouched(false);
    setProblem(undefined);
    attempt.clearError();
    setFields((before) => ({ ...before, ...patch }));
  };

  const choose = (account: Account) => {
    edit(fieldsOf(account, false));
    inputs.password.current?.focus();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (challenge) return answerPicture();
    const found = findProblem();
    setProblem(found);
    setUntouched(false);
    if (found) {
      inputs[found.field].current?.focus();
      return;
    }
    const { password, login, address, ...rest } = fields;
    attempt.signIn({
      engine: 'webqq',
      address: address.trim(),
      login: login.trim(),
      ...rest,
      ...(password === '' ? {} : { password }),
    });
  };

  const answerPicture = () => {
    const blank = picture.code.trim() === '';
    setProblem(blank ? { field: 'picture', sentence: words.readPicture } : undefined);
    if (blank) inputs.picture.current?.focus();
    else picture.answer();
  };

  const findProblem = (): { readonly field: Field; readonly sentence: string } | undefined => {
    const address = addressProblem(fields.address);
    if (address) return { field: 'address', sentence: address === 'missing' ? words.needAddress : words.badAddress };
    if (fields.login.trim() === '') return { field: 'login', sentence: words.needAccount };
    if (fields.password === '' && !kept) return { field: 'password', sentence: words.needPassword };
    return undefined;
  };

  // What went wrong decides where the person goes on.
  const failed = attempt.busy ? undefined : attempt.error?.code;
  const { address: addressInput, password: passwordInput } = inputs;
  useEffect(() => {
    if (failed === 'refused' || failed === 'tls' || failed === 'bad-reply') focusAll(addressInput.current);
    else if (failed) focusAll(passwordInput.current);
  }, [failed, addressInput, passwordInput]);
  const connecting = attempt.busy && !challenge;
  useEffect(() => {
    if (connecting) cancel.current?.focus();
  }, [connecting]);

  const problemNow = problem?.field === 'picture' && (!challenge || picture.code !== '') ? undefined : problem;
  const waiting = attempt.busy && (!challenge || picture.sent);
  const invalid = (field: Asked) =>
    problemNow?.field === field || (field === 'password' && error?.code === 'bad-credentials') || undefined;

  return (
    <main className={style.window}>
      <Notices />
      <div className={style.settings}>
        <SettingsButton />
      </div>
      <div className={style.mark}>
        {known ? (
          <Avatar kind="person" id={known.selfId} name={accountName(known)} hash={known.avatar} size={64} />
        ) : (
          <ProductMark size={64} />
        )}
        <h1>{words.title}</h1>
      </div>
      <form onSubmit={submit} noValidate autoComplete="off">
        <fieldset className={style.fields} disabled={attempt.busy}>
          <label className={controls.label} htmlFor="address">
            {words.address}
          </label>
          <input
            ref={inputs.address}
            id="address"
            className={controls.input}
            value={fields.address === bundled ? words.thisComputer : fields.address}
            placeholder={words.addressHint}
            spellCheck={false}
            autoCapitalize="none"
            aria-invalid={invalid('address')}
            onFocus={(event) => fields.address === bundled && event.target.select()}
            onChange={(event) =>
              edit({ address: event.target.value === words.thisComputer ? bundled : event.target.value })
            }
          />
          <label className={controls.label} htmlFor="account">
            {words.account}
          </label>
          <div className={style.withButton}>
            <input
              ref={inputs.login}
              id="account"
              className={controls.input}
              value={fields.login}
              spellCheck={false}
              autoCapitalize="none"
              aria-invalid={invalid('login')}
              // biome-ignore lint/a11y/noAutofocus: the window is this form
              autoFocus={fields.login === ''}
              onChange={(event) => edit({ login: event.target.value })}
            />
            {saved.length > 0 && <SavedAccounts accounts={saved} onChoose={choose} onForget={setForgetting} />}
          </div>
          <PasswordField
            ref={inputs.password}
            value={fields.password}
            kept={kept}
            invalid={invalid('password')}
            focused={fields.login !== ''}
            onChange={(password) => edit({ password })}
          />
          <Choice
            label={words.status}
            value={fields.status}
            disabled={attempt.busy}
            options={statuses.map((value) => ({
              value,
              label: text.presence[value],
              mark: <PresenceDot presence={value} />,
            }))}
            onChange={(status) => edit({ status })}
          />
          <div className={style.checks}>
            <label className={controls.check}>
              <input
                type="checkbox"
                checked={fields.remember}
                onChange={({ target: { checked } }) =>
                  edit(checked ? { remember: true } : { remember: false, autoSignIn: false })
                }
              />
              {words.remember}
            </label>
            <label className={controls.check}>
              <input
                type="checkbox"
                checked={fields.autoSignIn}
                onChange={({ target: { checked } }) =>
                  edit(checked ? { remember: true, autoSignIn: true } : { autoSignIn: false })
                }
              />
              {words.autoSignIn}
            </label>
          </div>
        </fieldset>
        {challenge && (
          <PictureCode challenge={challenge} answer={picture} invalid={invalid('picture')} input={inputs.picture} />
        )}
        <div className={style.buttons}>
          <button type="submit" className={controls.primaryButton} disabled={waiting} aria-busy={waiting}>
            {waiting ? words.submitting : challenge ? words.proceed : words.submit}
          </button>
          {attempt.busy && (
            <button ref={cancel} type="button" className={controls.button} onClick={attempt.cancel}>
              {words.cancel}
            </button>
          )}
        </div>
        {hosting.samples.length > 0 && !challenge && (
          <button
            type="button"
            className={`${controls.button} ${style.sample}`}
            disabled={attempt.busy}
            onClick={() => {
              setUntouched(false);
              setProblem(undefined);
              attempt.trySample();
            }}
          >
            {words.trySample}
          </button>
        )}
        <Message
          problem={problemNow?.sentence ?? (challenge?.wrong && !picture.sent ? words.wrongPicture : undefined)}
          error={error ?? picture.error}
          hint={challenge && words.readPicture}
          retryAt={attempt.retryAt}
          insecure={fields.address !== bundled && isInsecure(fields.address)}
        />
      </form>
      <Confirm
        open={forgetting !== undefined}
        title={words.forgetTitle({ name: forgetting ? accountName(forgetting) : '' })}
        body={words.forgetBody}
        action={words.forgetConfirm}
        onClose={() => setForgetting(undefined)}
        onConfirm={() => {
          if (forgetting) forget(forgetting.id).catch(() => {});
          setForgetting(undefined);
        }}
      />
    </main>
  );
}

/** Goes to a field, ready to type over what it holds. */
function focusAll(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
