import type { Condition } from './condition.ts';
import { holds, type Subject } from './evaluate.ts';
import type { ConditionPart } from './parts.ts';

/**
 * The parts that keep a valid condition from holding: those that would have to be different. Of alternatives these are
 * all. A part below `not` counts together with it. Empty if the condition holds. Each part is asked only once.
 */
export function unmetParts(condition: Condition, subject: Subject, pointer = ''): readonly ConditionPart[] {
  const unmetOf = (join: 'all' | 'any', child: Condition, index: number): readonly ConditionPart[] =>
    unmetParts(child, subject, `${pointer}/${join}/${index}`);
  if ('all' in condition) return condition.all.flatMap((child, index) => unmetOf('all', child, index));
  if (!('any' in condition)) return holds(condition, subject) ? [] : [{ pointer, condition }];
  const unmet: ConditionPart[] = [];
  for (const [index, child] of condition.any.entries()) {
    const parts = unmetOf('any', child, index);
    if (parts.length === 0) return [];
    unmet.push(...parts);
  }
  return unmet;
}

/** The part of a condition at a pointer; null if there is none. */
export function partAt(condition: Condition, pointer: string): Condition | null {
  const [, join, ...rest] = pointer.split('/');
  if (join === undefined) return condition;
  if (join === 'not') return 'not' in condition ? partAt(condition.not, below(rest)) : null;
  const children = childrenOf(condition, join);
  const child = children?.[Number(rest[0])];
  return child ? partAt(child, below(rest.slice(1))) : null;
}

const below = (rest: readonly string[]): string => rest.map((step) => `/${step}`).join('');

function childrenOf(condition: Condition, join: string): readonly Condition[] | null {
  if (join === 'all' && 'all' in condition) return condition.all;
  return join === 'any' && 'any' in condition ? condition.any : null;
}
