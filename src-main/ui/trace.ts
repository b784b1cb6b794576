import { AppError } from '#shared/errors.ts';

/** Where an unexpected error came from. Its message may quote what a person wrote, so only the places are kept. */
export function trace(error: unknown): { error: string; places: string[] } {
  const origin = error instanceof AppError && error.cause !== undefined ? error.cause : error;
  if (!(origin instanceof Error)) return { error: typeof origin, places: [] };
  const places = origin.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return { error: origin.name, places: places.map((line) => line.trim()).slice(0, 8) };
}
