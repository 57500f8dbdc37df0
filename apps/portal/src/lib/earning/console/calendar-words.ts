import { m } from '#lib/paraglide/messages.js';
import type { CalendarEntry, CalendarSpan } from './calendar-entries.ts';

export const lookTexts: Readonly<Record<CalendarSpan['look'], () => string>> = {
  live: m.console_state_live,
  scheduled: m.console_state_scheduled,
  paused: m.console_state_paused,
  ended: m.console_calendar_past,
};

export const kindTexts: Readonly<Record<CalendarEntry['kind'], () => string>> = {
  rule: m.console_calendar_rule,
  challenge: m.console_calendar_challenge,
};
