import type { Condition } from './condition.ts';
import type { FactName } from './facts.ts';

/** Days that contain every day of a month until today. */
export const monthDays = 31;

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
  if (!('purchases' in condition)) return [];
  return [condition.days === 'this-month' ? monthDays : condition.days];
}

/** The facts that a valid condition reads of its own subject, not of lines or past purchases. */
export function askedFacts(condition: Condition): readonly FactName[] {
  if ('all' in condition) return condition.all.flatMap(askedFacts);
  if ('any' in condition) return condition.any.flatMap(askedFacts);
  if ('not' in condition) return askedFacts(condition.not);
  return 'fact' in condition ? [condition.fact] : [];
}
