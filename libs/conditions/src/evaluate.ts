import { conditionLimits, type Condition, type FactName } from './condition.ts';

/** What is known; null where it is not. */
export type ReadFact = (fact: FactName) => string | null;

/** Whether the condition holds. An unknown fact is like no value. Throws RangeError past the depth limit. */
export function holds(condition: Condition, read: ReadFact, depth = 1): boolean {
  if (depth > conditionLimits.depth) throw new RangeError('The condition is too deep');
  if ('all' in condition) return condition.all.every((child) => holds(child, read, depth + 1));
  if ('any' in condition) return condition.any.some((child) => holds(child, read, depth + 1));
  if ('not' in condition) return !holds(condition.not, read, depth + 1);
  const known = read(condition.fact);
  if (known === null) return false;
  return condition.op === 'is' ? known === condition.value : condition.value.includes(known);
}
