import { plainText, toSentence, type Condition } from '@regulars/conditions';
import { capital } from '#lib/facts/shared/conditions/options.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { listed } from '#lib/ui/format.ts';
import { endOf, startOf, type SpanOfTime } from './span-of-time.ts';

/** How many months are side by side. */
const monthsShown = 3;

/** A place on the line of time, in percent of what is shown. */
export interface Place {
  readonly left: number;
  readonly width: number;
}

export interface CalendarMonth extends Place {
  /** '2026-11' */
  readonly key: string;
  readonly from: string;
  readonly until: string;
  /** Its Mondays. */
  readonly weeks: readonly { readonly day: number; readonly left: number }[];
}

export interface CalendarWindow {
  readonly from: string;
  readonly until: string;
  readonly months: readonly CalendarMonth[];
  readonly previous: string;
  readonly next: string;
  /** Where now is; null if it is not shown. */
  readonly now: number | null;
}

const monthOf = (asked: string | null, today: Temporal.PlainDate): Temporal.PlainYearMonth => {
  const typed = /^(20\d\d)-(0[1-9]|1[0-2])$/u.exec(asked ?? '');
  return typed ? Temporal.PlainYearMonth.from(typed[0]) : today.toPlainYearMonth();
};

/** The months from the asked one on ('2026-11'), else from the current one, in the club's time zone. */
export function calendarWindow(asked: string | null, zone: string, now: string): CalendarWindow {
  const at = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const first = monthOf(asked, at.toPlainDate());
  const dayOf = (date: Temporal.PlainDate): number => date.toZonedDateTime(zone).epochMilliseconds;
  const beginningOf = (index: number): Temporal.PlainDate =>
    first.add({ months: index }).toPlainDate({ day: 1 });
  const [begins, ends] = [dayOf(beginningOf(0)), dayOf(beginningOf(monthsShown))];
  const leftOf = (moment: number): number => ((moment - begins) / (ends - begins)) * 100;
  const months = Array.from({ length: monthsShown }, (_, index): CalendarMonth => {
    const [begin, end] = [beginningOf(index), beginningOf(index + 1)];
    const monday = begin.add({ days: (8 - begin.dayOfWeek) % 7 });
    const weeks = [];
    for (let day = monday; Temporal.PlainDate.compare(day, end) < 0; day = day.add({ days: 7 }))
      weeks.push({ day: day.day, left: leftOf(dayOf(day)) });
    const left = leftOf(dayOf(begin));
    return {
      key: begin.toPlainYearMonth().toString(),
      from: isoOf(dayOf(begin)),
      until: isoOf(dayOf(end)),
      left,
      width: leftOf(dayOf(end)) - left,
      weeks,
    };
  });
  const present = at.epochMilliseconds;
  return {
    from: isoOf(begins),
    until: isoOf(ends),
    months,
    previous: first.subtract({ months: 1 }).toString(),
    next: first.add({ months: 1 }).toString(),
    now: present >= begins && present < ends ? leftOf(present) : null,
  };
}

const isoOf = (moment: number): string => new Date(moment).toISOString();
/** The part of the span that is shown. */
export function placeIn(shown: { readonly from: string; readonly until: string }, span: SpanOfTime): Place {
  const [begin, end] = [startOf(shown), endOf(shown)];
  const percent = (moment: number): number => ((moment - begin) / (end - begin)) * 100;
  const left = percent(Math.max(startOf(span), begin));
  return { left, width: percent(Math.min(endOf(span), end)) - left };
}

/** Whether a time is past, current or to come. */
export type SpanLook = 'live' | 'scheduled' | 'paused' | 'ended';

export function lookOf(span: SpanOfTime, paused: boolean, now: string): SpanLook {
  if (endOf(span) <= Date.parse(now)) return 'ended';
  if (paused) return 'paused';
  return startOf(span) > Date.parse(now) ? 'scheduled' : 'live';
}

const isAboutTime = (condition: Condition): boolean => {
  if ('all' in condition) return condition.all.every(isAboutTime);
  if ('any' in condition) return condition.any.every(isAboutTime);
  if ('not' in condition) return isAboutTime(condition.not);
  return 'fact' in condition && condition.fact.startsWith('moment.');
};

/** The parts of a condition that are only about days and times, in words: `Weekday is Thursday`. Empty for none. */
export function windowsText(when: Condition | null): string {
  if (when === null) return '';
  const timed = ('all' in when ? when.all : [when]).filter(isAboutTime);
  return capital(listed(timed.map((part) => plainText(toSentence(part, 'purchase', getLocale())))));
}
