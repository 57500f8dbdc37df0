import { hasYear } from '@regulars/conditions';
import { dayMs, type Instant } from '../clock.ts';

/** When the membership of a member who asked to leave ends. The waiting days are full days. */
export const closesAt = (askedAt: Instant, coolingOffDays: number): Instant =>
  askedAt + coolingOffDays * dayMs;

const earliestBirthday = '1900-01-01';

/** Whether a living person can be born on that day (ISO). Without a year (`--05-14`) each day is one. */
export const isBirthday = (day: string, now: Instant): boolean =>
  !hasYear(day) || (day >= earliestBirthday && day <= new Date(now).toISOString().slice(0, 10));
