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

/** Whole seconds until a time, at least 0; counts down while mounted. */
export function useSecondsUntil(time: number | undefined): number {
  const now = useNow(500);
  return time === undefined ? 0 : Math.max(0, Math.ceil((time - now) / 1_000));
}
