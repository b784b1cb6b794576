import type { ClientKind, Presence } from '#shared/model.ts';
import { asNumber } from './webqq-json.ts';

/** The statuses that exist on the wire (webqq.md 12.1); `unknown` does not. */
export type WireStatus = Exclude<Presence, 'unknown'>;

const codes: Readonly<Record<WireStatus, number>> = {
  online: 10,
  offline: 20,
  away: 30,
  hidden: 40,
  busy: 50,
  callme: 60,
  silent: 70,
};
const words = Object.keys(codes) as WireStatus[];

/** The numeric code of a status: `webqq_type`, `stat` (webqq.md 12.1). */
export function statusCode(status: WireStatus): number {
  return codes[status];
}

/** Reads a status word or code, with the spelling `slient` of old clients; `undefined` for anything else. */
export function parseStatus(value: unknown): WireStatus | undefined {
  if (value === 'slient') return 'silent';
  const code = asNumber(value);
  return words.find((word) => word === value || codes[word] === code);
}

/** What a `client_type` stands for (webqq.md 12.2); unknown values are computers. */
export function parseClientType(value: unknown): ClientKind {
  const type = asNumber(value) ?? 1;
  if (type >= 21 && type <= 24) return 'phone';
  if (type === 41) return 'web';
  return type === 42 ? 'pad' : 'computer';
}

/** A `client_type` for a kind (webqq.md 12.2). */
export function clientType(kind: ClientKind): number {
  return { computer: 1, phone: 21, web: 41, pad: 42 }[kind];
}
