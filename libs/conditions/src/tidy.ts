import { conditionLimits, type Condition } from './condition.ts';
import { factOf } from './facts.ts';
import { shownCode } from './shown-code.ts';

/** Trims the texts of a condition and spells its codes. Safe on any JSON; parts deeper than the limit stay as they are. */
export function tidied(condition: Condition): Condition {
  return trimmed(condition, 0) as Condition;
}

// A node and its value are at most two levels of JSON each.
const deepest = 2 * conditionLimits.depth + 2;

function trimmed(part: unknown, depth: number, isCode = false): unknown {
  if (typeof part === 'string') return isCode ? shownCode(part) : part.trim();
  if (typeof part !== 'object' || part === null || depth > deepest) return part;
  if (Array.isArray(part)) return part.map((child: unknown) => trimmed(child, depth + 1, isCode));
  const isAboutCodes = 'fact' in part && factOf(part.fact)?.spelling === 'code';
  return Object.fromEntries(
    Object.entries(part).map(([name, child]) => [
      name,
      trimmed(child, depth + 1, isAboutCodes && name === 'value'),
    ]),
  );
}
