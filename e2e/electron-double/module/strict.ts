import { EventEmitter } from 'node:events';
import { tell } from './link.ts';

const asked = new Set(['then', 'toJSON', 'constructor']);

/** Makes every use of a member that the double does not have an error, so that wrong wiring is seen. */
export function strict<T extends object>(name: string, target: T): T {
  const unknown = (key: string) => {
    const text = `The electron double has no ${name}.${key}`;
    tell({ kind: 'violation', text });
    return new TypeError(text);
  };
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object) && !asked.has(key)) throw unknown(key);
      return Reflect.get(object, key);
    },
    set(object, key, value) {
      if (typeof key === 'string' && !(key in object)) throw unknown(key);
      return Reflect.set(object, key, value);
    },
  });
}

/** Throws for options that the double does not know. */
export function onlyKnown(name: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const text = `The electron double does not know the option ${key} of ${name}`;
    tell({ kind: 'violation', text });
    throw new TypeError(text);
  }
}

/** An emitter whose events are known by name. */
export class KnownEmitter extends EventEmitter {
  readonly knownEvents: readonly string[];

  constructor(knownEvents: readonly string[]) {
    super();
    this.knownEvents = knownEvents;
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    onlyKnown(this.constructor.name, { [event]: listener }, this.knownEvents);
    return super.on(event, listener as (...args: unknown[]) => void);
  }
}

/** An event that can be prevented. */
export class DoubleEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
