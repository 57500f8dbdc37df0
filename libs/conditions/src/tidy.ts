import { conditionLimits, type Condition } from './condition.ts';

/** Trims the texts of a condition. Safe on any JSON; parts deeper than the limit stay as they are. */
export function tidied(condition: Condition): Condition {
  return trimmed(condition, 0) as Condition;
}

// A node and its value are at most two levels of JSON each.
const deepest = 2 * conditionLimits.depth + 2;

function trimmed(part: unknown, depth: number): unknown {
  if (typeof part === 'string') return part.trim();
  if (typeof part !== 'object' || part === null || depth > deepest) return part;
  if (Array.isArray(part)) return part.map((child: unknown) => trimmed(child, depth + 1));
  return Object.fromEntries(Object.entries(part).map(([name, child]) => [name, trimmed(child, depth + 1)]));
}
