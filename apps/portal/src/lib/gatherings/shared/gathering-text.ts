import type { Gathering } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';

type Times = Pick<Gathering, 'startsAt' | 'endsAt' | 'timeZone'>;

/** Start and end. People read when a gathering ends, to the minute. */
const wordsOf = (
  { startsAt, endsAt, timeZone }: Times,
  precision: 'calendar' | 'short' | 'time',
): readonly string[] => [startsAt, endsAt].map((at) => dateTime(at, precision, timeZone));

/** '10:00 to 11:30' on one day; else both with their day. */
export function spanText(times: Times): string {
  const isOneDay = new Set(wordsOf(times, 'calendar')).size === 1;
  const [from = '', to = ''] = wordsOf(times, isOneDay ? 'time' : 'short');
  return m.gatherings_span({ from, to });
}

/** 'Sat, 5 December 2026, 10:00' */
export const startText = ({ startsAt, timeZone }: Times): string => dateTime(startsAt, 'full', timeZone);

/** In one line; online ones have no address. */
export const placeText = ({ place: { name, address } }: Pick<Gathering, 'place'>): string =>
  [name, address].filter(Boolean).join(', ') || m.gatherings_online();
