import type { Segment } from './model.ts';

/** The longest preview that a list row or a notification shows, in characters. */
export const previewLimit = 120;
/** The longest text of one outgoing message, in UTF-8 bytes. Engines may lower it through their capabilities. */
export const messageByteLimit = 100_000;

// C0, C1, zero-width and bidirectional controls: they can hide or reorder what a reader sees.
const invisible = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** A name as it may be shown on one line: without control and bidirectional-override characters, at most 200 characters. */
export function cleanName(name: string): string {
  return Array.from(name.replace(invisible, '').replace(/\s+/gu, ' ').trim()).slice(0, 200).join('');
}

/** The words for things that have no text of their own, in the language of the reader. */
export interface SegmentWords {
  face(id: number): string;
  readonly shake: string;
  unknown(label: string): string;
}

/** Segments as plain text, for copying and for search. */
export function plainText(segments: readonly Segment[], words: SegmentWords): string {
  return segments
    .map((segment) => {
      switch (segment.kind) {
        case 'text':
          return segment.text;
        case 'face':
          return words.face(segment.id);
        case 'shake':
          return words.shake;
        case 'unknown':
          return words.unknown(segment.label);
      }
    })
    .join('');
}

/** One short line for lists, titles and notifications. */
export function previewLine(segments: readonly Segment[], words: SegmentWords): string {
  const line = plainText(segments, words).replace(invisible, '').replace(/\s+/gu, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= previewLimit ? line : `${characters.slice(0, previewLimit - 1).join('')}…`;
}

/** The part of the segments that a preview needs; keeps conversation rows small on the bus. */
export function previewSegments(segments: readonly Segment[]): Segment[] {
  const kept: Segment[] = [];
  let room = previewLimit * 2;
  for (const segment of segments) {
    if (room <= 0) break;
    if (segment.kind === 'text') {
      kept.push({ kind: 'text', text: Array.from(segment.text).slice(0, room).join('') });
      room -= segment.text.length;
    } else {
      kept.push(segment.kind === 'unknown' ? { ...segment, raw: '' } : segment);
      room -= 4;
    }
  }
  return kept;
}

/** True when nothing would be seen: no face, no unknown part, only blanks. */
export function isBlank(segments: readonly Segment[]): boolean {
  return segments.every((segment) => segment.kind === 'text' && segment.text.replace(invisible, '').trim() === '');
}

/** True for a message that shakes the window of its reader and says nothing. */
export function isShake(segments: readonly Segment[]): boolean {
  return segments.length === 1 && segments[0]?.kind === 'shake';
}

/** Joins neighbouring texts and drops empty ones, so that equal messages have equal segments. */
export function mergeTexts(segments: readonly Segment[]): Segment[] {
  const merged: Segment[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (segment.kind === 'text' && segment.text === '') continue;
    if (segment.kind === 'text' && last?.kind === 'text') {
      merged[merged.length - 1] = { kind: 'text', text: last.text + segment.text };
    } else {
      merged.push(segment);
    }
  }
  return merged;
}
