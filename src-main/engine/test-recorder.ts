import { AppError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import type { Engine, EngineDeps, EngineEvent, EngineFactory } from './engine.ts';

/** An engine under test: what it told, and how its run ended. */
export interface Recorded {
  readonly engine: Engine;
  readonly facts: readonly EngineEvent[];
  of<Kind extends EngineEvent['kind']>(kind: Kind): Extract<EngineEvent, { kind: Kind }>[];
  /** The texts of the messages that came, in order. */
  texts(): string[];
  /** `undefined` while it runs; `'left'` after a clean end. */
  ending(): AppError | 'left' | undefined;
  /** Signs out and waits for the end. */
  stop(): Promise<void>;
}

/** Everything that was logged, as JSON lines. */
export function createTestLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (event: string, fields: object = {}) =>
      void lines.push(JSON.stringify({ level, event, ...fields }));
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Starts an engine. `store` may delay or refuse a batch, as a full disk would. */
export function record(
  factory: EngineFactory,
  account: EngineDeps['account'],
  options: Partial<Pick<EngineDeps, 'vault' | 'log'>> & {
    readonly store?: (events: readonly EngineEvent[]) => Promise<void>;
  } = {},
): Recorded {
  const facts: EngineEvent[] = [];
  const secrets = new Map<string, string>();
  const stopping = new AbortController();
  const engine = factory({
    account,
    vault: options.vault ?? {
      get: async (name) => secrets.get(name),
      set: async (name, secret) => void secrets.set(name, secret),
      remove: async (name) => void secrets.delete(name),
    },
    log: options.log ?? createTestLog(),
    async emit(events) {
      await options.store?.(events);
      facts.push(...events);
    },
  });
  let ending: AppError | 'left' | undefined;
  const done = engine.run(stopping.signal).then(
    () => {
      ending = 'left';
    },
    (cause: unknown) => {
      ending = AppError.from(cause);
    },
  );
  const of = <Kind extends EngineEvent['kind']>(kind: Kind) =>
    facts.filter((fact): fact is Extract<EngineEvent, { kind: Kind }> => fact.kind === kind);
  return {
    engine,
    facts,
    of,
    texts: () =>
      of('message').map(({ message }) =>
        message.segments.map((segment) => (segment.kind === 'text' ? segment.text : `[${segment.kind}]`)).join(''),
      ),
    ending: () => ending,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
