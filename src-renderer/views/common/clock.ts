import { useEffect, useState } from 'react';

/** The time now, renewed every `every` milliseconds while mounted. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** Whether a time is still to come. Renders again when it has come. */
export function useIsAhead(time: number | undefined): boolean {
  const [, renderAgain] = useState<number>();
  useEffect(() => {
    const left = (time ?? 0) - Date.now();
    if (left <= 0) return;
    // A timer may be early by a fraction.
    const timer = setTimeout(() => renderAgain(time), left + 5);
    return () => clearTimeout(timer);
  }, [time]);
  return time !== undefined && time > Date.now();
}

/** Whole seconds until a time, at least 0; counts down while mounted. */
export function useSecondsUntil(time: number | undefined): number {
  const now = useNow(500);
  return time === undefined ? 0 : Math.max(0, Math.ceil((time - now) / 1_000));
}
