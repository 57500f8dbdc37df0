import type { Condition } from './condition.ts';

/**
 * How far back a valid condition looks at the member's purchases: each number of days it uses, and null for all
 * time. Evaluation in memory has to read those purchases.
 */
export function pastDaysOf(condition: Condition): readonly (number | null)[] {
  return [...new Set(daysIn(condition))];
}

function daysIn(condition: Condition): readonly (number | null)[] {
  if ('all' in condition) return condition.all.flatMap(daysIn);
  if ('any' in condition) return condition.any.flatMap(daysIn);
  if ('not' in condition) return daysIn(condition.not);
  return 'purchases' in condition ? [condition.days] : [];
}
