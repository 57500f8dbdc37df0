import type { Instant } from '../clock.ts';

const dayMs = 86_400_000;

/** When a membership ends whose member asked to leave: the days to think it over are full ones. */
export const closesAt = (askedAt: Instant, coolingOffDays: number): Instant =>
  askedAt + coolingOffDays * dayMs;

const earliestBirthday = '1900-01-01';

/** Whether somebody who lives can be born on that day (ISO). */
export const isBirthday = (day: string, now: Instant): boolean =>
  day >= earliestBirthday && day <= new Date(now).toISOString().slice(0, 10);
