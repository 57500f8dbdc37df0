import type { Known, Moment, Value, ValueType } from '../values.ts';

/** What an operator compares with: one value, several, a range, a number of days, or nothing. */
export type Takes = 'one' | 'many' | 'range' | 'days' | 'nothing';

/**
 * The SQL of a fact: an expression; for money one for the amount and one for the currency; for a step one for the
 * present step and one for the array of it and all below.
 */
export type SqlOf<T extends ValueType> = T extends 'money'
  ? { readonly amount: string; readonly currency: string }
  : T extends 'step'
    ? { readonly own: string; readonly reached: string }
    : string;

/** Returns the placeholder of a value: `bind(5, 'numeric')` is `$1::numeric`. */
export type Bind = (value: unknown, type: string) => string;

/** A comparison with one value. */
interface Prepared<T extends ValueType = ValueType> {
  holds(known: Known[T], moment: Moment | undefined): boolean;
}

/** One operator of one type: the same comparison in memory and in SQL. */
export interface Operator<T extends ValueType = ValueType> {
  readonly takes: Takes;
  holds(known: Known[T], value: Value | undefined, moment: Moment | undefined): boolean;
  /** The same for many comparisons with one value. */
  with(value: Value | undefined): Prepared<T>;
  /** May be null in SQL if the fact is; the compiler turns that into false. */
  sql(known: SqlOf<T>, value: Value | undefined, bind: Bind, today: () => string): string;
}

/**
 * `V` is the value that `checkCondition` accepts for this operator.
 * @param prepared `holds` for one value, if preparing it makes comparisons faster
 */
export function operator<T extends ValueType, V>(
  takes: Takes,
  holds: (known: Known[T], value: V, moment: Moment) => boolean,
  sql: (known: SqlOf<T>, value: V, bind: Bind, today: () => string) => string,
  prepared: (value: V) => (known: Known[T], moment: Moment) => boolean = (value) => (known, moment) =>
    holds(known, value, moment),
): Operator<T> {
  return {
    takes,
    holds: (known, value, moment) => holds(known, value as V, moment ?? withoutMoment),
    with: (value) => {
      const test = prepared(value as V);
      return { holds: (known, moment) => test(known, moment ?? withoutMoment) };
    },
    sql: (known, value, bind, today) => sql(known, value as V, bind, today),
  };
}

/** Only operators that count days use the moment. */
const withoutMoment: Moment = {
  get today(): string {
    throw new Error('A condition about days needs the moment');
  },
  now: Number.NaN,
};
