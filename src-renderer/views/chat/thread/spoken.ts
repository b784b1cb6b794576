import type { Message } from '#shared/model.ts';
import type { SegmentWords } from '#shared/segments.ts';
import { plainText } from '#shared/segments.ts';

/** How much of a message is spoken, in characters. */
const spokenCharacters = 1_000;

/** A message as it is spoken: its text on one line. Empty for a message of a shape that nobody expected. */
export function spoken(message: Message, words: SegmentWords): string {
  try {
    return plainText(message.segments, words).replace(/\s+/gu, ' ').trim().slice(0, spokenCharacters);
  } catch {
    return '';
  }
}
