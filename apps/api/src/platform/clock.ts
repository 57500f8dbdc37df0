/** The only source of time. Services get it injected; tests set it. */
export abstract class Clock {
  /** Milliseconds since the epoch. */
  abstract now(): number;

  date(): Date {
    return new Date(this.now());
  }
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

/** RFC 3339 in UTC, as in every reply of the API. */
export const toInstant = (at: number | Date): string => new Date(at).toISOString();
