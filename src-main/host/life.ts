/** How long this process is to live. */
export interface Life {
  /** Aborts when the client is to end. */
  readonly signal: AbortSignal;
  /** Resolves at the same time. */
  readonly over: Promise<void>;
  end(): void;
}

const echoMs = 1_000;

/** A life that ends by {@link Life.end}, SIGINT or SIGTERM; a second signal ends the process at once. */
export function createLife(): Life {
  const control = new AbortController();
  const end = () => control.abort();
  let first: number | undefined;
  // SIGHUP is left alone: it ends the process by default, and under nohup it must not.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      first ??= Date.now();
      // Ctrl-C reaches us from the terminal and once more from the launcher.
      if (Date.now() - first > echoMs) process.exit(1);
      end();
    });
  }
  const over = new Promise<void>((resolve) => control.signal.addEventListener('abort', () => resolve()));
  return { signal: control.signal, over, end };
}
