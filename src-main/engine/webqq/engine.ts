import type { AskKind, Asks, Engine, EngineDeps, EngineFactory } from '#main/engine/engine.ts';
import { createHttp } from '#main/net/http.ts';
import { backoff, createPause } from '#main/net/pace.ts';
import { createPool } from '#main/net/pool.ts';
import { serverFeatures } from '#main/wire/webqq-session.ts';
import { AppError } from '#shared/errors.ts';
import { askKinds, type Capabilities } from '#shared/model.ts';
import { messageByteLimit } from '#shared/segments.ts';
import { oneOrigin } from './addresses.ts';
import { createChallenges } from './challenge.ts';
import type { EngineParts, Live, SessionAsk } from './live.ts';
import { openAgain, openFirst } from './reopen.ts';
import { createMessageNumbers } from './send.ts';
import { createService } from './service.ts';
import { taskKinds, type WebqqTask } from './tasks.ts';

/** How this engine keeps time. Tests make it hurry. */
export interface Tempo {
  /** How long a wait of `ms` milliseconds really takes. */
  readonly wait: (ms: number) => number;
  /** Milliseconds after which an unanswered poll is replaced. */
  readonly pollDeadlineMs: number;
}

const usualTempo: Tempo = { wait: (ms) => ms, pollDeadlineMs: taskKinds.poll.deadlineMs };
/** Services looked for a browser (webqq.md 7.10). */
const userAgent = 'Mozilla/5.0 (compatible; WebQQ Desktop)';
/** Longer texts were refused or cut by the historic service (webqq.md 9.3). */
const historicByteLimit = 720;
const cookieName = 'cookies';

/** The WebQQ engine, W2 profile (webqq.md 4). */
export const createWebqqEngine: EngineFactory = (deps) => createEngine(deps, usualTempo);

export function createEngine(deps: EngineDeps, tempo: Tempo): Engine {
  const { account, emit, vault, log } = deps;
  const http = createHttp({ userAgent });
  const service = createService(http, oneOrigin(account.address));
  const challenges = createChallenges(service, emit);
  const pause = createPause();
  const pace = (attempt: number) => tempo.wait(backoff(attempt));
  const kinds = { ...taskKinds, poll: { ...taskKinds.poll, deadlineMs: tempo.pollDeadlineMs } };
  const parts: EngineParts = {
    service,
    http,
    pool: createPool<WebqqTask>(kinds, { pace }),
    login: { service, http, account, pace, challenges },
    pause,
    messageNumber: createMessageNumbers(Date.now()),
    emit,
    log,
    wait: tempo.wait,
  };
  let status = account.status;
  let live: Live | undefined;
  let can = capabilities([]);

  async function run(signal: AbortSignal): Promise<void> {
    try {
      await loadCookies();
      let next = await openFirst(parts, status, signal);
      for (;;) {
        live = next.live;
        can = capabilities(live.session.features);
        await saveCookies();
        const step = await live.run(status, signal);
        live = undefined;
        if (!step) return;
        next = await openAgain(parts, next, step, status, signal);
      }
    } catch (cause) {
      if (!signal.aborted) throw AppError.from(cause);
    } finally {
      live = undefined;
      await http.close();
    }
  }

  async function loadCookies(): Promise<void> {
    try {
      const saved = await vault.get(cookieName);
      if (saved !== undefined) http.cookies.load(saved);
    } catch (cause) {
      log.warn('webqq.cookies-not-read', { code: AppError.from(cause).code });
    }
  }

  async function saveCookies(): Promise<void> {
    try {
      await vault.set(cookieName, http.cookies.save());
    } catch (cause) {
      log.warn('webqq.cookies-not-kept', { code: AppError.from(cause).code });
    }
  }

  return {
    get can() {
      return can;
    },
    run,
    async ask<Kind extends AskKind>(kind: Kind, what: Asks[Kind]['in'], signal: AbortSignal) {
      // A challenge comes before there is a session.
      if (kind === 'answerChallenge') {
        challenges.answer((what as Asks['answerChallenge']['in']).text);
        return undefined as Asks[Kind]['out'];
      }
      if (!live) throw new AppError('offline', { detail: { sent: false } });
      const answer = (await live.asks[kind as SessionAsk](what as never, signal)) as Asks[Kind]['out'];
      if (kind === 'setStatus') status = (what as Asks['setStatus']['in']).status;
      return answer;
    },
    wake() {
      pause.wake();
      live?.wake();
    },
  };
}

function capabilities(features: readonly string[]): Capabilities {
  const ours = features.includes(serverFeatures.key);
  return {
    asks: [...askKinds],
    sends: ['text', 'face'],
    statuses: ['online', 'callme', 'away', 'busy', 'silent', 'hidden'],
    fonts: true,
    maxTextBytes: ours ? messageByteLimit : historicByteLimit,
    safeResend: ours,
  };
}
