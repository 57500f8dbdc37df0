/**
 * When it was booked, if that is clearly not when it happened; else null. The clock of a till may be some minutes off.
 */
export const bookedLater = (at: string, bookedAt: string): string | null =>
  Math.abs(Date.parse(bookedAt) - Date.parse(at)) >= 300_000 ? bookedAt : null;
