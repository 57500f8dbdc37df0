/** A moment as epoch milliseconds (UTC). Fields that hold one are named `…At`. */
export type Instant = number;

/** Shape: `2026-11-22T09:15:00Z`. */
export function isoOf(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}

/** Reads ISO 8601 with an offset or `Z`; throws RangeError on anything else. */
export function instantOf(iso: string): Instant {
  return Temporal.Instant.from(iso).epochMilliseconds;
}
