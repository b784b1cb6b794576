import { useState } from 'react';
import type { WireError } from '#shared/errors.ts';
import { AppError } from '#shared/errors.ts';
import type { Account, Challenge } from '#shared/model.ts';
import { answerChallenge } from '../../data/actions.ts';

interface Typed {
  /** The picture that it is about. */
  readonly about: string;
  readonly code: string;
  readonly sent: boolean;
  readonly error?: WireError;
}

/** The picture of a sign-in and what was typed for it. */
export interface ChallengeAnswer {
  readonly challenge: Challenge | undefined;
  readonly code: string;
  /** The answer is on its way; the next picture, the panel or a reason follows. */
  readonly sent: boolean;
  readonly error: WireError | undefined;
  edit(code: string): void;
  answer(): void;
  another(): void;
}

/** What is typed belongs to one picture: with the next one everything starts anew. */
export function useChallenge(account: Account | undefined): ChallengeAnswer {
  const challenge = account?.challenge;
  const about = challenge ? `${challenge.number} ${challenge.picture}` : '';
  const [typed, setTyped] = useState<Typed>({ about, code: '', sent: false });
  const current = typed.about === about ? typed : { about, code: '', sent: false };

  const send = async (answer: string | null) => {
    if (!account || current.sent) return;
    setTyped({ about, code: current.code, sent: true });
    try {
      await answerChallenge(account.id, answer);
    } catch (cause) {
      const error = AppError.from(cause).toWire();
      setTyped((now) => (now.about === about ? { about, code: now.code, sent: false, error } : now));
    }
  };
  return {
    challenge,
    code: current.code,
    sent: current.sent,
    error: current.error,
    edit: (code) => setTyped({ about, code, sent: false }),
    answer: () => void send(current.code.trim()),
    another: () => void send(null),
  };
}
