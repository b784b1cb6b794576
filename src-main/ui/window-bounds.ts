import * as z from 'zod/mini';
import type { SettingsFile } from '#main/store/settings.ts';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
/** Pixels, from the top left corner of the main display. */
export type Bounds = z.infer<typeof boundsSchema>;
const rememberedChats = 200;

/** The bounds of closed windows by name, newest last; kept between runs. */
export function createBoundsMemory(settings: Pick<SettingsFile, 'get' | 'set'>) {
  const stored = z.record(z.string(), boundsSchema).safeParse(settings.get('windows'));
  const known = new Map(Object.entries(stored.success ? stored.data : {}));
  return {
    /** The bounds under the first of these names that is known. */
    recall: (...names: readonly string[]): Bounds | undefined =>
      names.map((name) => known.get(name)).find((bounds) => bounds !== undefined),
    remember(bounds: Bounds, ...names: readonly string[]): void {
      for (const name of names) {
        known.delete(name);
        known.set(name, bounds);
      }
      settings.set('windows', Object.fromEntries([...known].slice(-rememberedChats)));
    },
  };
}

/** Moves and shrinks a window so that all of it is inside of an area. */
export function clamp(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  const x = Math.min(Math.max(bounds.x, area.x), area.x + area.width - width);
  const y = Math.min(Math.max(bounds.y, area.y), area.y + area.height - height);
  return { x, y, width, height };
}

/** The middle of an area. */
export function centered({ width, height }: Pick<Bounds, 'width' | 'height'>, area: Bounds): Bounds {
  const x = area.x + Math.round((area.width - width) / 2);
  const y = area.y + Math.round((area.height - height) / 2);
  return { x, y, width, height };
}

/** Moves a window down and right until its corner is no other window's corner. */
export function cascade(bounds: Bounds, others: readonly Bounds[]): Bounds {
  const taken = others.some(({ x, y }) => x === bounds.x && y === bounds.y);
  return taken ? cascade({ ...bounds, x: bounds.x + 24, y: bounds.y + 24 }, others) : bounds;
}
