const inZone = (timeZone: string): Temporal.ZonedDateTime => Temporal.Now.zonedDateTimeISO(timeZone);

/** 'morning', 'day' or 'evening' in the club's time zone. */
export function partOfDay(timeZone: string): 'morning' | 'day' | 'evening' {
  const { hour } = inZone(timeZone);
  if (hour >= 4 && hour < 11) return 'morning';
  return hour >= 11 && hour < 18 ? 'day' : 'evening';
}

/** `birthday` as YYYY-MM-DD, or --MM-DD without a year. */
export const isToday = (birthday: string | null, timeZone: string): boolean =>
  birthday?.slice(-5) === inZone(timeZone).toPlainDate().toString().slice(5);
