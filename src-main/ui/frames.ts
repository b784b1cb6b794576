import * as z from 'zod/mini';
import { commands } from '#shared/commands.ts';
import type { FrontFrame } from '#shared/frames.ts';

const id = z.int().check(z.minimum(0));
const frontFrameSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), version: z.number() }),
  z.object({ kind: z.literal('visible'), visible: z.boolean() }),
  z.object({ kind: z.literal('ack'), seq: z.int() }),
  z.object({ kind: z.literal('resync') }),
  z.object({
    kind: z.literal('call'),
    id,
    name: z.custom<keyof typeof commands>((name) => typeof name === 'string' && Object.hasOwn(commands, name)),
    params: z.unknown(),
  }),
  z.object({ kind: z.literal('cancel'), id }),
]);
const callIdSchema = z.object({ kind: z.literal('call'), id });

/**
 * What came through a port, checked. A frame that is none is `undefined`; a call that cannot be understood keeps its
 * id, so that it can be answered.
 */
export function readFrontFrame(frame: unknown): FrontFrame | { kind: 'bad-call'; id: number } | undefined {
  const read = z.safeParse(frontFrameSchema, frame);
  if (read.success) return read.data;
  const call = z.safeParse(callIdSchema, frame);
  return call.success ? { kind: 'bad-call', id: call.data.id } : undefined;
}
