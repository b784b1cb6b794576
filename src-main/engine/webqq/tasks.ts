import type { TaskKind } from '#main/net/pool.ts';

/** The kinds of work of this engine, by the names of the original one. The poll's deadline is that of webqq.md 8.2. */
export const taskKinds = {
  'send-buddy-message': { lane: 'front', priority: 10, deadlineMs: 20_000, repeats: 0 },
  'send-group-message': { lane: 'front', priority: 10, deadlineMs: 20_000, repeats: 0 },
  'send-shake': { lane: 'front', priority: 9, deadlineMs: 10_000, repeats: 0 },
  'update-long-nick': { lane: 'front', priority: 8, deadlineMs: 15_000, repeats: 2 },
  'fetch-group-information': { lane: 'back', priority: 5, deadlineMs: 20_000, repeats: 3 },
  'fetch-buddy-information': { lane: 'back', priority: 4, deadlineMs: 15_000, repeats: 3 },
  'fetch-group-face': { lane: 'back', priority: 1, deadlineMs: 15_000, repeats: 1 },
  'fetch-buddy-face': { lane: 'back', priority: 1, deadlineMs: 15_000, repeats: 1 },
  poll: { lane: 'own', priority: 0, deadlineMs: 90_000, repeats: 0 },
} as const satisfies Record<string, TaskKind>;

export type WebqqTask = keyof typeof taskKinds;
