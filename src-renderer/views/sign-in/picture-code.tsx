import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { Challenge } from '#shared/model.ts';
import { mediaUrl } from '../../bridge/ports.ts';
import controls from '../../style/controls.module.css';
import style from '../../style/sign-in.module.css';
import { useText } from '../../text/text.ts';
import { IconButton } from '../common/icon-button.tsx';
import { Renew } from '../common/icons.tsx';
import type { ChallengeAnswer } from './use-challenge.ts';

interface Props {
  readonly challenge: Challenge;
  readonly answer: ChallengeAnswer;
  readonly invalid: true | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The picture that the service demands to be read, and the field for it. Each new picture takes the focus to the field. */
export function PictureCode({ challenge, answer, invalid, input }: Props) {
  const { signIn: words } = useText();
  const { number, picture } = challenge;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture is what moves the focus
  useEffect(() => input.current?.focus(), [number, picture]);
  return (
    <div className={style.challenge}>
      <img src={mediaUrl(picture)} alt={words.picture} draggable={false} />
      <label className={controls.label} htmlFor="picture-code">
        {words.pictureCode}
      </label>
      <div className={style.withButton}>
        <input
          ref={input}
          id="picture-code"
          className={controls.input}
          value={answer.code}
          readOnly={answer.sent}
          maxLength={32}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={invalid}
          onChange={(event) => answer.edit(event.target.value)}
        />
        <IconButton name={words.anotherPicture} aria-disabled={answer.sent} onClick={answer.another}>
          <Renew />
        </IconButton>
      </div>
    </div>
  );
}
