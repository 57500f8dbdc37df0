import type { Condition } from './condition.ts';

/** A part of a condition that is about the same subject as the whole. */
export interface ConditionPart {
  /** JSON pointer in the condition; empty for the whole. */
  readonly pointer: string;
  readonly condition: Condition;
}

/** The condition itself and its parts, from top to bottom. What a part asks of goods or of past purchases stays whole. */
export function partsOf(condition: Condition, pointer = ''): readonly ConditionPart[] {
  const self = { pointer, condition };
  const within = (join: 'all' | 'any', children: readonly Condition[]): readonly ConditionPart[] => [
    self,
    ...children.flatMap((child, index) => partsOf(child, `${pointer}/${join}/${index}`)),
  ];
  if ('all' in condition) return within('all', condition.all);
  if ('any' in condition) return within('any', condition.any);
  if ('not' in condition) return [self, ...partsOf(condition.not, `${pointer}/not`)];
  return [self];
}
