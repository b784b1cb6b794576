import type { Ask, Machine, Tell } from '../messages.ts';

/** What the test chose for this run. */
export const machine = JSON.parse(process.env.ELECTRON_DOUBLE_MACHINE ?? '{}') as Machine;

export function tell(message: Tell): void {
  if (process.connected) process.send?.(message);
}

type Handlers = { [Kind in Ask['kind']]?: (ask: Extract<Ask, { kind: Kind }>) => unknown };
const handlers: Handlers = {};

/** Each part of the module says which asks it answers. */
export function answers(more: Handlers): void {
  Object.assign(handlers, more);
}

async function answer(ask: Ask): Promise<unknown> {
  const handler = handlers[ask.kind] as ((ask: Ask) => unknown) | undefined;
  if (!handler) throw new Error(`The electron double does not answer ${ask.kind}`);
  return handler(ask);
}

process.on('message', ({ number, ask }: { number: number; ask: Ask }) => {
  answer(ask).then(
    (result) => tell({ kind: 'answer', ask: number, result }),
    (error: unknown) =>
      tell({ kind: 'answer', ask: number, error: error instanceof Error ? error.message : String(error) }),
  );
});
// The test is gone, and with it the windows.
process.on('disconnect', () => process.exit(1));
