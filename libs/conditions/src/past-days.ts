import type { Condition } from './condition.ts';

/**
 * How far back a sound condition looks at the purchases of the member: each number of days that it names, and null where
 * it looks at all of them. Whoever evaluates it in memory has to read those.
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
