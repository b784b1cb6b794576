import type { SegmentWords } from '#shared/segments.ts';
import type { Text } from '../../text/en.ts';
import { faceName } from '../../text/faces.ts';
import type { Language } from '../../text/text.ts';

/** The words that stand for faces and unknown parts in one-line previews and copied text. */
export function segmentWords(text: Text, language: Language): SegmentWords {
  return {
    face: (id) => faceName(id, language),
    shake: text.common.shake,
    unknown: (kind) => text.common.unsupported({ kind }),
  };
}
