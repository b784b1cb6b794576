import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { sleep } from '#main/net/pace.ts';

/** What goes wrong with a request. */
export type Fault =
  /** The work waits for `ms` milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The work is not done; this is answered in its place. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  /** The work is done, and the connection is cut before the answer. */
  | { readonly kind: 'cut' };

/** Fault scripts for tests. */
export interface Faults {
  /** The next `times` requests whose path begins with `prefix` suffer `fault`, after those that were added before. */
  add(prefix: string, times: number, fault: Fault): void;
  /** Takes the fault for a request, if one is due. */
  take(path: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let scripts: { readonly prefix: string; times: number; readonly fault: Fault }[] = [];
  return {
    add: (prefix, times, fault) => void scripts.push({ prefix, times, fault }),
    take(path) {
      const script = scripts.find(({ prefix }) => path.startsWith(prefix));
      if (!script) return undefined;
      script.times -= 1;
      if (script.times <= 0) scripts = scripts.filter((each) => each !== script);
      return script.fault;
    },
    clear() {
      scripts = [];
    },
  };
}

/** Puts the fault scripts in front of a door. */
export function faultsMiddleware(faults: Faults): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    const fault = faults.take(context.req.path);
    if (fault?.kind === 'delay') await sleep(fault.ms, context.req.raw.signal).catch(() => undefined);
    if (fault?.kind === 'answer') {
      return new Response(fault.body, { status: fault.status, headers: { 'Content-Type': 'text/html' } });
    }
    await next();
    if (fault?.kind === 'cut') context.env.outgoing.destroy();
    return undefined;
  };
}
