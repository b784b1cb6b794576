/** What a service may send where an object is expected. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Reads JSON as services really send it: bare control characters, which nicks and cards hold at times, are dropped on
 * a second try (webqq.md 13, client rule 6). `undefined` when it is not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(/[\u0000-\u001F]/g, ''));
    } catch {
      return undefined;
    }
  }
}

/** The value if it is an object, else an empty one. */
export function asRecord(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
}

/** The value if it is an array, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text of a string or number; empty for anything else. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

/** A finite number, also from digits in a string. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** An id as a key: numbers and digit strings are the same id (webqq.md 13, client rule 1). Empty when there is none. */
export function asId(value: unknown): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : '';
  return typeof value === 'string' && /^\d{1,20}$/.test(value.trim()) ? value.trim() : '';
}

/** An id as services emit it: a number. All ids of WebQQ fit (webqq.md 2). */
export function idNumber(id: string): number {
  return Number(id);
}

/** A reply of `/api/` and `/channel/` (webqq.md 1.3). */
export interface Reply {
  readonly retcode: number;
  readonly result: unknown;
  /** All fields, for replies that say something outside of `result`. */
  readonly fields: JsonRecord;
}

/** The retcode, or `errCode` of the later send answers (webqq.md 9.1). `undefined` for HTML, an empty body and the like. */
export function parseReply(body: string): Reply | undefined {
  const fields = asRecord(parseJson(body));
  const retcode = asNumber(fields.retcode) ?? asNumber(fields.errCode);
  return retcode === undefined ? undefined : { retcode, result: fields.result, fields };
}
