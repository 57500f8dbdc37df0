/** Days since 1970-01-01 of a date YYYY-MM-DD. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** Whether the text is a valid date between the years 1 and 9999. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whether the year of a date is known: `--05-14` has none. */
export function hasYear(date: string): boolean {
  return !date.startsWith('--');
}

/** The day of `date`, with or without a year, in another year; 29 February becomes the 28th if the year has none. */
export function anniversaryIn(year: number, date: string): string {
  const text = `${String(year).padStart(4, '0')}${date.slice(-6)}`;
  return isDate(text) ? text : `${text.slice(0, 8)}28`;
}
