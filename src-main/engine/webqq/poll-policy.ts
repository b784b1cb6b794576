import type { PollReply } from '#main/wire/webqq-poll.ts';
import { AppError } from '#shared/errors.ts';
import { retcodeError } from './retcodes.ts';

/** How one poll ended. */
export type PollOutcome =
  | { readonly kind: 'answer'; readonly reply: PollReply; readonly heldMs: number }
  | { readonly kind: 'fault'; readonly error: AppError; readonly heldMs: number };

/** What to do next. `reopen` leaves the session: first by `login2`, or by a whole sign-in with the password. */
export type PollStep =
  | { readonly next: 'poll'; readonly delayMs: number }
  | { readonly next: 'reopen'; readonly by: 'relink' | 'sign-in'; readonly delayMs: number; readonly error: AppError };

/** What the policy remembers from poll to poll. Counters of things in a row. */
export interface PollMemory {
  /** Failures, coded or of the transport. */
  readonly failures: number;
  /** Waits of ten seconds for 109 and 110. */
  readonly transients: number;
  /** Answers without events that came at once. */
  readonly quick: number;
  /** Retcodes that are to be tried once more before they count: 100006, 100101. */
  readonly doubts: number;
}

export const freshMemory: PollMemory = { failures: 0, transients: 0, quick: 0, doubts: 0 };

/** One row of the table of webqq.md 8.7. */
type Rule =
  /** Nothing happened: poll again at once, unless such answers come at once several times in a row. */
  | { readonly kind: 'idle' }
  /** As `idle`, but many quick ones mean that the session is gone. */
  | { readonly kind: 'idle-or-gone' }
  /** Wait ten seconds; relink when it goes on for minutes. */
  | { readonly kind: 'transient' }
  /** Wait, then relink. The wait is `t` where the service tells it. */
  | { readonly kind: 'relink'; readonly delayMs: number }
  | { readonly kind: 'sign-in' }
  /** Poll at once, with the new ticket. */
  | { readonly kind: 'ticket' }
  /** Try once more before it counts as the other. */
  | { readonly kind: 'once-more'; readonly otherwise: 'sign-in' | 'failure' }
  /** Wait ten seconds and count it. */
  | { readonly kind: 'failure' };

const codedDelayMs = 10_000;

/** The W2 column of webqq.md 8.7. Codes that are not here are failures. */
export const pollRules: Readonly<Record<number, Rule>> = {
  100: { kind: 'sign-in' },
  103: { kind: 'relink', delayMs: 0 },
  108: { kind: 'sign-in' },
  109: { kind: 'transient' },
  110: { kind: 'transient' },
  112: { kind: 'relink', delayMs: codedDelayMs },
  113: { kind: 'relink', delayMs: codedDelayMs },
  114: { kind: 'failure' },
  115: { kind: 'relink', delayMs: codedDelayMs },
  116: { kind: 'ticket' },
  120: { kind: 'relink', delayMs: 0 },
  121: { kind: 'relink', delayMs: 0 },
  122: { kind: 'sign-in' },
  100000: { kind: 'sign-in' },
  100001: { kind: 'sign-in' },
  100002: { kind: 'sign-in' },
  100003: { kind: 'idle' },
  100006: { kind: 'once-more', otherwise: 'sign-in' },
  100012: { kind: 'idle-or-gone' },
  100100: { kind: 'idle' },
  100101: { kind: 'once-more', otherwise: 'failure' },
  1202: { kind: 'idle' },
};

/** More failures than this in a row mean a relink (webqq.md 8.7, W2). */
const failureLimit = 4;
const transientLimit = 12;
const quickLimit = 3;
const quickMs = 1_000;
/** A gateway that cuts an idle poll after this long did nothing wrong. */
const idleHoldMs = 25_000;
const longestWaitMs = 300_000;

/** Decides after a poll. Pure; delays carry up to 20 % of chance so that many clients do not come back together. */
export function decide(memory: PollMemory, outcome: PollOutcome, random: () => number): [PollMemory, PollStep] {
  const jitter = (ms: number) => Math.round(ms * (0.9 + 0.2 * random()));
  const poll = (next: PollMemory, delayMs = 0): [PollMemory, PollStep] => [
    next,
    { next: 'poll', delayMs: jitter(delayMs) },
  ];
  const reopen = (by: 'relink' | 'sign-in', error: AppError, delayMs = 0): [PollMemory, PollStep] => [
    freshMemory,
    { next: 'reopen', by, error, delayMs: jitter(Math.min(Math.max(0, delayMs), longestWaitMs)) },
  ];
  const idle = (): [PollMemory, PollStep] => {
    const quick = outcome.heldMs < quickMs ? memory.quick + 1 : 0;
    return poll({ ...freshMemory, quick }, quick > quickLimit ? Math.min(quick - quickLimit, 10) * 1_000 : 0);
  };
  const failed = (error: AppError, delayMs: number): [PollMemory, PollStep] => {
    const failures = memory.failures + 1;
    if (failures > failureLimit) return reopen('relink', error);
    return poll({ ...freshMemory, failures }, delayMs);
  };
  const transportFault = (error: AppError): [PollMemory, PollStep] => {
    if (error.detail?.status === 504 && outcome.heldMs >= idleHoldMs) return idle();
    // No connection came about at all: asking to be let in again is answered sooner than a poll.
    if (error.detail?.sent === false && error.code !== 'timeout') return reopen('relink', error, 1_000);
    return failed(error, error.retryAfterMs ?? 1_000 * 2 ** memory.failures);
  };

  if (outcome.kind === 'fault') return transportFault(outcome.error);
  const { reply } = outcome;
  if (reply.kind === 'items') return poll(freshMemory);
  if (reply.kind === 'idle') return idle();
  if (reply.kind === 'garbage') return transportFault(new AppError('bad-reply', { detail: { call: 'poll2' } }));

  const rule = pollRules[reply.retcode] ?? { kind: 'failure' };
  const error = retcodeError('poll2', reply.retcode);
  switch (rule.kind) {
    case 'idle':
      return idle();
    case 'idle-or-gone':
      return outcome.heldMs < quickMs && memory.quick >= quickLimit ? reopen('relink', error) : idle();
    case 'ticket':
      return idle();
    case 'transient': {
      const transients = memory.transients + 1;
      return transients > transientLimit ? reopen('relink', error) : poll({ ...memory, transients }, codedDelayMs);
    }
    case 'relink':
      return reopen('relink', error, reply.t === undefined ? rule.delayMs : reply.t * 1_000);
    case 'sign-in':
      return reopen('sign-in', error);
    case 'once-more':
      if (memory.doubts === 0) return poll({ ...memory, doubts: 1 });
      return rule.otherwise === 'sign-in' ? reopen('sign-in', error) : failed(error, codedDelayMs);
    case 'failure':
      return failed(error, codedDelayMs);
  }
}
