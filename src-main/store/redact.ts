// Names of fields that hold secrets or what people wrote to each other, in any depth.
const secretFields = new Set([
  'password',
  'token',
  'cookie',
  'cookies',
  'set-cookie',
  'authorization',
  'p',
  'skey',
  'ptwebqq',
  'vfwebqq',
  'psessionid',
  'text',
  'segments',
  'content',
  'secret',
]);

/** A copy that may be written to a log: secrets and message text left out, addresses without path and credentials, errors by name and code. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutPaths(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 50).map((each) => redact(each, depth + 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      secretFields.has(name.toLowerCase()) ? '[left out]' : redact(each, depth + 1),
    ]),
  );
}

function redactError(error: Error, depth: number): unknown {
  const { name, code, detail, cause } = error as Error & { code?: unknown; detail?: unknown };
  return {
    name,
    ...(code === undefined ? {} : { code }),
    // A parser quotes the text that it could not read.
    ...(error instanceof SyntaxError ? {} : { message: withoutPaths(error.message) }),
    ...(detail === undefined ? {} : { detail: redact(detail, depth + 1) }),
    ...(code === undefined || code === 'internal' ? { frames: frames(error) } : {}),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  };
}

function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .map((line) => line.trim().replace('file://', ''));
}

function withoutPaths(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#@]*@)?([^\s/?#]*)[^\s]*/gi, '$1$2/…');
}
