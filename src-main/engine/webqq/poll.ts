import type { Pause } from '#main/net/pace.ts';
import type { Pool } from '#main/net/pool.ts';
import { type PollItem, parsePoll } from '#main/wire/webqq-poll.ts';
import { serverFeatures } from '#main/wire/webqq-session.ts';
import { AppError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import type { SignedIn } from './login.ts';
import { decide, freshMemory, type PollOutcome, type PollStep } from './poll-policy.ts';
import type { Service } from './service.ts';
import type { WebqqTask } from './tasks.ts';

/** Why a poll loop ended. */
export type Reopen = Extract<PollStep, { next: 'reopen' }>;

/** The poll loop of one session. */
export interface PollLoop {
  /**
   * Polls, one at a time, until `leave` aborts (then `undefined`, once the open poll has ended) or the session must be
   * opened anew. `cut` ends the open poll as well. Rejects with what `handle` rejects with.
   */
  run(leave: AbortSignal, cut: AbortSignal): Promise<Reopen | undefined>;
  /** Replaces the open poll: its connection may be dead without anybody having noticed. */
  wake(): void;
  /** Somebody else learned that the session is gone. */
  giveUp(error: AppError): void;
}

export interface PollDeps {
  readonly service: Service;
  readonly pool: Pool<WebqqTask>;
  readonly session: SignedIn;
  /** The number of the last answer that was stored; it outlives a relink (feature `answer`). */
  readonly progress: { answer: number };
  /** Stores what came. The next poll tells the service that it arrived. */
  readonly handle: (items: readonly PollItem[], signal: AbortSignal) => Promise<void>;
  /** A new `ptwebqq` (116). */
  readonly renewTicket: (ptwebqq: string) => void;
  readonly pause: Pause;
  readonly wait: (ms: number) => number;
  readonly log: Log;
}

export function createPollLoop(deps: PollDeps): PollLoop {
  const { service, pool, session, progress, handle, pause, log } = deps;
  const { clientid, psessionid } = session;
  const acknowledges = session.features.includes(serverFeatures.answer);
  let turn = new AbortController();
  let gaveUp: AppError | undefined;

  async function poll(cut: AbortSignal): Promise<PollOutcome | undefined> {
    turn = new AbortController();
    const signal = AbortSignal.any([cut, turn.signal]);
    const began = performance.now();
    const heldMs = () => performance.now() - began;
    const r = { clientid, psessionid, key: 0, ids: [], ...(acknowledges ? { answer: progress.answer } : {}) };
    const work = (deadlineMs: number, workSignal: AbortSignal) =>
      service.text({ role: 'd', path: '/channel/poll2', r, fields: { clientid, psessionid }, deadlineMs }, workSignal);
    try {
      const reply = parsePoll(await pool.run({ kind: 'poll', work }, signal));
      return { kind: 'answer', reply, heldMs: heldMs() };
    } catch (cause) {
      if (signal.aborted) return undefined;
      return { kind: 'fault', error: AppError.from(cause), heldMs: heldMs() };
    }
  }

  return {
    async run(leave, cut) {
      let memory = freshMemory;
      while (!leave.aborted) {
        const outcome = await poll(cut);
        if (outcome?.kind === 'answer' && outcome.reply.kind === 'items') {
          await handle(outcome.reply.items, cut);
          progress.answer = outcome.reply.answer ?? progress.answer;
        }
        if (leave.aborted) break;
        if (gaveUp) return { next: 'reopen', by: 'relink', delayMs: 0, error: gaveUp };
        if (!outcome) continue;
        if (outcome.kind === 'answer' && outcome.reply.kind === 'retcode' && outcome.reply.p !== undefined) {
          deps.renewTicket(outcome.reply.p);
        }
        const [next, step] = decide(memory, outcome, Math.random);
        memory = next;
        report(log, outcome, step);
        if (step.next === 'reopen') return step;
        if (step.delayMs > 0) await pause.sleep(deps.wait(step.delayMs), leave).catch(() => undefined);
      }
      return undefined;
    },
    wake: () => turn.abort(),
    giveUp(error) {
      gaveUp = error;
      turn.abort();
      pause.wake();
    },
  };
}

function report(log: Log, outcome: PollOutcome, { next, delayMs }: PollStep): void {
  if (outcome.kind === 'fault') {
    log.info('webqq.poll-failed', { code: outcome.error.code, detail: outcome.error.detail, next, delayMs });
  } else if (outcome.reply.kind === 'retcode' || outcome.reply.kind === 'garbage') {
    const retcode = outcome.reply.kind === 'retcode' ? outcome.reply.retcode : undefined;
    log.info('webqq.poll-answer', { kind: outcome.reply.kind, retcode, next, delayMs });
  }
}
