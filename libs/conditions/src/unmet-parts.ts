import type { Condition } from './condition.ts';
import { holds, type Subject } from './evaluate.ts';
import type { ConditionPart } from './parts.ts';

/**
 * The parts that keep a valid condition from holding: those that would have to be different. Of alternatives these are
 * all. A part below `not` counts together with it. Empty if the condition holds.
 */
export function unmetParts(condition: Condition, subject: Subject, pointer = ''): readonly ConditionPart[] {
  if (holds(condition, subject)) return [];
  const within = (join: 'all' | 'any', children: readonly Condition[]): readonly ConditionPart[] =>
    children.flatMap((child, index) => unmetParts(child, subject, `${pointer}/${join}/${index}`));
  if ('all' in condition) return within('all', condition.all);
  if ('any' in condition) return within('any', condition.any);
  return [{ pointer, condition }];
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
