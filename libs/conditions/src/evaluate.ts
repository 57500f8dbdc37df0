import { dayOf } from './calendar.ts';
import {
  conditionLimits,
  type Comparison,
  type Condition,
  type LinesCondition,
  type PurchasesCondition,
} from './condition.ts';
import { currencyOf, isMoney } from './money.ts';
import { factOf, type FactName } from './facts.ts';
import { operatorOf } from './operators/operators.ts';
import type { Known, Moment, ValueType } from './values.ts';

type Reading = Known[ValueType] | null;

/** The subject to evaluate. The context of the condition says which parts it must have. */
export interface Subject {
  /** null if unknown. `key` is the parameter of a fact that takes one. */
  read(fact: FactName, key: string): Reading;
  /** Of the purchase. */
  readonly lines?: readonly Subject[];
  /** The member's purchases that count at the moment. */
  readonly purchases?: readonly PastPurchase[];
  readonly moment?: Moment;
}

export interface PastPurchase extends Subject {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly purchasedAt: number;
}

/**
 * Whether a valid condition holds. An unknown value makes a comparison false and its `not` true;
 * `toSql` does the same. Anything that this version does not know counts as unknown. Throws RangeError past the
 * depth limit.
 */
export function holds(condition: Condition, subject: Subject, depth = 1): boolean {
  if (depth > conditionLimits.depth) throw new RangeError('The condition is too deep');
  if ('fact' in condition) return compares(condition, subject);
  if ('all' in condition) return condition.all.every((child) => holds(child, subject, depth + 1));
  if ('any' in condition) return condition.any.some((child) => holds(child, subject, depth + 1));
  if ('not' in condition) return !holds(condition.not, subject, depth + 1);
  return 'lines' in condition
    ? holdsOnLines(condition, subject, depth)
    : holdsOnPast(condition, subject, depth);
}

function compares({ fact: name, key = '', op, value }: Comparison, subject: Subject): boolean {
  const fact = factOf(name);
  const operator = fact && operatorOf(fact, op);
  if (!operator) return false;
  const known = subject.read(name, key);
  return known !== null && operator.holds(known, value, subject.moment);
}

function holdsOnLines(condition: LinesCondition, subject: Subject, depth: number): boolean {
  const lines = subject.lines ?? [];
  const { where } = condition;
  const fits = (line: Subject): boolean => where === undefined || holds(where, line, depth + 1);
  if (!('op' in condition)) return condition.lines === 'any' ? lines.some(fits) : lines.every(fits);
  const { op, value } = condition;
  const fitting = lines.filter(fits);
  if (condition.lines !== 'sum-amount') {
    const known = condition.lines === 'count' ? fitting.length : sumOfQuantities(fitting);
    return operatorOf({ type: 'number' }, op)?.holds(known, value, undefined) ?? false;
  }
  const currency = subject.read('purchase.currency', '');
  if (typeof currency !== 'string') return false;
  const amount = fitting.reduce((sum, line) => sum + amountOf(line.read('line.amount', '')), 0);
  return operatorOf({ type: 'money' }, op)?.holds({ amount, currency }, value, undefined) ?? false;
}

function holdsOnPast(condition: PurchasesCondition, subject: Subject, depth: number): boolean {
  const { where, op, value } = condition;
  const { moment } = subject;
  // Days count from the moment of evaluation, not from each purchase.
  const fits = (purchase: PastPurchase): boolean =>
    where === undefined || holds(where, moment ? { ...purchase, moment } : purchase, depth + 1);
  const within = (subject.purchases ?? []).filter((purchase) => isWithin(condition.days, purchase, moment));
  if (within.length > conditionLimits.purchases) return false;
  const fitting = within.filter(fits);
  if (condition.purchases === 'count')
    return operatorOf({ type: 'number' }, op)?.holds(fitting.length, value, undefined) ?? false;
  const currency = currencyOf(value);
  const amount = fitting
    .filter((purchase) => purchase.read('purchase.currency', '') === currency)
    .reduce((sum, purchase) => sum + amountOf(purchase.read('purchase.total', '')), 0);
  return operatorOf({ type: 'money' }, op)?.holds({ amount, currency }, value, undefined) ?? false;
}

const msPerDay = 86_400_000;

function isWithin(days: number | null, purchase: PastPurchase, moment: Moment | undefined): boolean {
  if (days === null) return true;
  if (!moment) throw new Error('A condition about days needs the moment');
  // Most past purchases are clearly too old, and computing a local date is slow. A zone is less than a day away
  // from UTC.
  const today = dayOf(moment.today);
  if (purchase.purchasedAt > moment.now || purchase.purchasedAt < (today - days) * msPerDay) return false;
  const date = purchase.read('moment.date', '');
  return typeof date === 'string' && dayOf(date) > today - days;
}

/** Summed in thousandths, so that 0.1 + 0.2 is 0.3. */
function sumOfQuantities(lines: readonly Subject[]): number {
  const thousandths = lines.reduce((sum, line) => {
    const quantity = line.read('line.quantity', '');
    return sum + (typeof quantity === 'number' ? Math.round(quantity * 1000) : 0);
  }, 0);
  return thousandths / 1000;
}

function amountOf(known: Reading): number {
  return isMoney(known) ? known.amount : 0;
}
