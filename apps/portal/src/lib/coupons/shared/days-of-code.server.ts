import { mostDaysOfCode } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { readBy } from '#lib/server/fields.ts';

/** Whole days; 0 for a code that ends with its coupon. */
const readDays = (typed: string): number | null => {
  if (typed === '') return 0;
  const days = /^\d{1,4}$/u.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= mostDaysOfCode ? days : null;
};

export const daysOfCode = readBy(
  readDays,
  () => m.coupons_personal_days_wrong({ most: mostDaysOfCode }),
  'read',
);
