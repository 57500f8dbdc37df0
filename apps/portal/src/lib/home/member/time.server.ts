const months = /^\d{4}-(?<day>\d{2}-\d{2})$/u;

const inZone = (timeZone: string): Temporal.ZonedDateTime => Temporal.Now.zonedDateTimeISO(timeZone);

/** 'morning', 'day' or 'evening' in the club's time zone. */
export function partOfDay(timeZone: string): 'morning' | 'day' | 'evening' {
  const { hour } = inZone(timeZone);
  if (hour >= 4 && hour < 11) return 'morning';
  return hour >= 11 && hour < 18 ? 'day' : 'evening';
}

/** `birthday` as YYYY-MM-DD. */
export const isToday = (birthday: string | null, timeZone: string): boolean =>
  birthday?.match(months)?.groups?.day === inZone(timeZone).toPlainDate().toString().slice(5);
