import type { FactName, OperatorName } from '@regulars/conditions';
import type { Choices } from '../choices.server.ts';

interface Comparison {
  readonly fact: FactName;
  readonly op: OperatorName;
  readonly values: readonly string[];
}

/** Operators that compare whole values. */
const whole: readonly OperatorName[] = ['is', 'is-one-of'];

/** The values of a comparison that no product has, as the API said when it last looked at the condition. */
export function valuesOfNoProduct({ fact, op, values }: Comparison, warnings: Choices['warnings']): string[] {
  if (!whole.includes(op)) return [];
  const unknown = warnings.filter((one) => one.fact === fact).flatMap((one) => one.values);
  return values.map((value) => value.trim()).filter((value) => unknown.includes(value));
}
