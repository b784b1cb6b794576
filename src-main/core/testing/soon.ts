import { vi } from 'vitest';

/** What the function returns as soon as it does not throw any more. */
export const soon = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { interval: 2, timeout: 5_000 });
