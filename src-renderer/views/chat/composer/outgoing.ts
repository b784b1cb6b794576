import type { Capabilities, Segment } from '#shared/model.ts';
import { isBlank, messageByteLimit } from '#shared/segments.ts';

/** The most parts that one message may have. */
const partLimit = 2_000;

/** What becomes of the text in the editor when the person sends it. */
export type Outgoing =
  | { readonly kind: 'ready'; readonly segments: readonly Segment[] }
  | { readonly kind: 'blank' }
  /** By how many bytes the text is too long; absent when it has too many parts. */
  | { readonly kind: 'too-long'; readonly over?: number };

const encoder = new TextEncoder();

/** Checks a message against what the service can take. */
export function outgoing(segments: readonly Segment[], can: Capabilities): Outgoing {
  if (isBlank(segments)) return { kind: 'blank' };
  const bytes = segments.reduce(
    (sum, segment) => sum + (segment.kind === 'text' ? encoder.encode(segment.text).length : 0),
    0,
  );
  const over = bytes - Math.min(can.maxTextBytes, messageByteLimit);
  if (over > 0) return { kind: 'too-long', over };
  if (segments.length > partLimit) return { kind: 'too-long' };
  return { kind: 'ready', segments };
}
