import { lastUsableDay } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { validUntil } from '#lib/shell/valid-until.ts';
import { dateTime } from '#lib/ui/format.ts';
import type { SpanOfTime } from './span-of-time.ts';

/** The time only if it is not midnight. */
const beginning = (at: string, timeZone: string): string =>
  dateTime(at, lastUsableDay(Date.parse(at), timeZone).wholeDay ? 'date' : 'moment', timeZone);

/** `From 3 March 2027`; a time without both has its own text. */
export function spanText({ from, until }: SpanOfTime, timeZone: string, always: string): string {
  const begun = from === null ? null : beginning(from, timeZone);
  if (until === null) return begun === null ? always : m.console_publications_since({ from: begun });
  const last = validUntil(until, timeZone);
  return begun === null
    ? m.console_publications_up_to({ until: last })
    : m.console_publications_between({ from: begun, until: last });
}
