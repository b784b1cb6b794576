import type { Segment } from '#shared/model.ts';

/** A message longer than this, in lines or characters, is shown folded. */
export const foldLines = 40;
export const foldCharacters = 4_000;

/** The part of a long message that is shown while it is folded; `undefined` when it is short enough to be shown whole. */
export function folded(segments: readonly Segment[]): readonly Segment[] | undefined {
  const kept: Segment[] = [];
  let lines = 1;
  let characters = 0;
  for (const segment of segments) {
    if (segment.kind !== 'text') {
      kept.push(segment);
      characters += 1;
      continue;
    }
    const room = endOfRoom(segment.text, foldLines - lines, foldCharacters - characters);
    if (room < segment.text.length) {
      kept.push({ kind: 'text', text: segment.text.slice(0, room).trimEnd() });
      return kept;
    }
    kept.push(segment);
    lines += segment.text.split('\n').length - 1;
    characters += segment.text.length;
  }
  return undefined;
}

/** Where to cut so that at most so many further line breaks and characters remain; never inside a surrogate pair. */
function endOfRoom(text: string, breaks: number, characters: number): number {
  let end = -1;
  for (let line = 0; line <= breaks; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) break;
  }
  const byLines = end < 0 ? text.length : end;
  const cut = Math.min(byLines, Math.max(0, characters));
  const splitsPair = cut < text.length && cut > 0 && /[\uD800-\uDBFF]/u.test(text.charAt(cut - 1));
  return splitsPair ? cut - 1 : cut;
}

/** One to three faces and nothing else; they are drawn large and without a bubble. */
export function onlyFaces(segments: readonly Segment[]): boolean {
  const seen = segments.filter((segment) => segment.kind !== 'text' || segment.text.trim() !== '');
  return seen.length >= 1 && seen.length <= 3 && seen.every((segment) => segment.kind === 'face');
}
