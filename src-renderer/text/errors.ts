import { AppError } from '#shared/errors.ts';
import type { Text } from './en.ts';

/** What to tell a person about a failure: the effect, then the next step. */
export function errorSentence(error: unknown, text: Text): string {
  return text.errors[AppError.from(error).code];
}
