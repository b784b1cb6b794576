/** Loaded into the main process before anything else: `electron` is the double from here on. */
import { registerHooks } from 'node:module';

const double = new URL('./module/electron.ts', import.meta.url).href;
registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context);
  },
});
