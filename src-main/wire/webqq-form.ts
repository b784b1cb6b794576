import { asRecord, type JsonRecord, parseJson } from './webqq-json.ts';

/** One request, however its client encoded it (webqq.md 1.2). */
export interface RequestFields {
  /** The JSON object of the field `r`; `undefined` when there is none or it is no object. */
  readonly r: JsonRecord | undefined;
  /** The plain fields of the query and of the form; those of the form win. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads the fields of a request. `query` is what follows the `?`, `body` the raw body. `r` may stand in either, and
 * in the body it need not be percent-encoded (webqq.md 1.2).
 */
export function readRequest(query: string, body: string): RequestFields {
  const trimmed = body.trim();
  const [rawR, rest] = takeBareEnvelope(trimmed);
  const fields = { ...formFields(query), ...formFields(rawR === undefined ? trimmed : rest) };
  const r = rawR ?? (fields.r === undefined ? undefined : parseJson(fields.r));
  return { r: typeof r === 'object' && r !== null ? asRecord(r) : undefined, fields };
}

/** Splits `r={…}&clientid=…` whose object is not percent-encoded into the object and what follows. */
function takeBareEnvelope(body: string): [unknown, string] {
  if (!/^r=\s*\{/.test(body)) return [undefined, ''];
  const text = body.slice(2);
  const whole = parseJson(text);
  if (whole !== undefined) return [whole, ''];
  // The plain fields behind hold no brace, so the object ends at the last one.
  const end = text.lastIndexOf('}') + 1;
  return [parseJson(text.slice(0, end)), text.slice(end).replace(/^&/, '')];
}

function formFields(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes a form body: the envelope, then the plain fields that W2 clients add behind it. */
export function writeRequest(r: JsonRecord, fields: Readonly<Record<string, string>> = {}): string {
  const parts = Object.entries({ r: JSON.stringify(r), ...fields });
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}
