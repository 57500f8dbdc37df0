import { dayMs, type Instant } from '../clock.ts';

/** Full hours in the club's zone, 0 to 23. The end is before the start where the night lies between. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

export interface ContactLimits {
  /** Null: at any time. */
  readonly quietHours: QuietHours | null;
  /** The most messages besides service within seven days, by channel; null for no limit. */
  readonly mostPerWeek: number | null;
}

export const contactWeekMs = 7 * dayMs;

/** When the quiet hours of now end; null outside of them. */
export const quietUntil = (now: Instant, zone: string, quiet: QuietHours | null): Instant | null => {
  if (!quiet || quiet.from === quiet.until) return null;
  const { from, until } = quiet;
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const { hour } = here;
  const overnight = from > until;
  const isQuiet = overnight ? hour >= from || hour < until : hour >= from && hour < until;
  if (!isQuiet) return null;
  const day = overnight && hour >= from ? here.toPlainDate().add({ days: 1 }) : here.toPlainDate();
  return day.toZonedDateTime({ timeZone: zone, plainTime: { hour: until } }).epochMilliseconds;
};
