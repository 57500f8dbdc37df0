import type { Fact } from '../facts.ts';
import type { ValueType } from '../values.ts';
import { dates } from './dates.ts';
import { flags } from './flags.ts';
import { moneys } from './moneys.ts';
import { numbers } from './numbers.ts';
import { operator, type Operator, type SqlOf } from './operator.ts';
import { sets } from './sets.ts';
import { steps } from './steps.ts';
import { texts } from './texts.ts';
import { times } from './times.ts';

/** The operators of each type, in editor order. */
const operators = {
  text: texts,
  choice: texts,
  step: steps,
  number: numbers,
  money: moneys,
  date: dates,
  time: times,
  flag: flags,
  set: sets,
} as const satisfies { readonly [T in ValueType]: Readonly<Record<string, Operator<T>>> };

/** For every fact that may be unknown, whatever its type. */
const known: Operator = operator<ValueType, undefined>(
  'nothing',
  () => true,
  (expression) => `${mainOf(expression)} is not null`,
);

function mainOf(expression: SqlOf<ValueType>): string {
  if (typeof expression === 'string') return expression;
  return 'own' in expression ? expression.own : expression.amount;
}

type Operators = typeof operators;
export type OperatorName = { [T in ValueType]: keyof Operators[T] }[ValueType] | 'known';
type Kind = Pick<Fact, 'type' | 'nullable'>;

/** The operator of a fact; null if this version does not know it. */
export function operatorOf({ type, nullable }: Kind, name: unknown): Operator | null {
  if (name === 'known') return nullable ? known : null;
  const ofType: Readonly<Record<string, Operator>> = operators[type];
  return typeof name === 'string' && Object.hasOwn(ofType, name) ? (ofType[name] ?? null) : null;
}

/** Names of the operators of a fact. */
export function operatorsOf({ type, nullable }: Kind): OperatorName[] {
  const names = Object.keys(operators[type]) as OperatorName[];
  return nullable ? [...names, 'known'] : names;
}
