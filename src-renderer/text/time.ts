import type { Language } from './text.ts';
import { languageTags, textOf } from './text.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, time: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(languageTags[language], options);
  formats.set(key, known);
  return known.format(time);
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const date = { day: 'numeric', month: 'short' } as const;

/** Whole days between two times, by the calendar of this computer. */
function daysBetween(time: number, now: number): number {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / 86_400_000);
}

function day(language: Language, time: number, now: number): string {
  const days = daysBetween(time, now);
  if (days > 1 && days < 7) return format(language, time, { weekday: 'long' });
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return format(language, time, sameYear ? date : { ...date, year: 'numeric' });
}

/** The time of a list row: `09:41` today, then the weekday, then the date. */
export function listTime(time: number, now: number, language: Language): string {
  const days = daysBetween(time, now);
  if (days === 0) return format(language, time, clock);
  return days === 1 ? textOf(language).common.yesterday : day(language, time, now);
}

/** The centred line between messages: `09:41` today, `Yesterday 09:41`, weekday or date with the time. */
export function timeLine(time: number, now: number, language: Language): string {
  const days = daysBetween(time, now);
  const at = format(language, time, clock);
  if (days === 0) return at;
  return days === 1 ? textOf(language).common.yesterdayAt({ time: at }) : `${day(language, time, now)} ${at}`;
}

/** Hours and minutes. */
export function clockTime(time: number, language: Language): string {
  return format(language, time, clock);
}

/** The full time with seconds, for a tooltip. */
export function fullTime(time: number, language: Language): string {
  return format(language, time, {
    dateStyle: 'full',
    timeStyle: 'medium',
    hourCycle: 'h23',
  } as Intl.DateTimeFormatOptions);
}

/** Whether two times lie on the same day of this computer's calendar. */
export function sameDay(one: number, other: number): boolean {
  return daysBetween(one, other) === 0;
}
