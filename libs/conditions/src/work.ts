import type {
  Comparison,
  Condition,
  HappenedCondition,
  LinesCondition,
  PastDays,
  PurchasesCondition,
} from './condition.ts';
import { factOf } from './facts.ts';
import { monthDays } from './past-days.ts';

/** What a condition is asked about. The work grows with it. */
export interface AskedSize {
  readonly lines: number;
  /** Of the member before. */
  readonly purchases: number;
  /** Of each of them. */
  readonly pastLines: number;
  /** A member buys so often in a day. */
  readonly purchasesPerDay: number;
}

// In steps: one compares a text of one line. Measured, and rounded up.
const ofText = 1;
const ofNumber = 2.5;
const ofSet = 6;
const ofSets = 10;
const ofFact = 100;
const ofDay = 6;
const ofPurchase = 3;
const ofLines = { any: 1, all: 1, count: 1, 'sum-quantity': 2, 'sum-amount': 3 } as const;
const figures = { count: 1, visits: 2, sum: 4 } as const;
/** A condition on earlier purchases is asked for the verdict and for what a return asks. */
const timesAsked = 2;

/** How much work a valid condition is at most, in steps. It depends on nothing but the condition. */
export function workOf(condition: Condition, size: AskedSize): number {
  if ('all' in condition) return sumOf(condition.all, size);
  if ('any' in condition) return sumOf(condition.any, size);
  if ('not' in condition) return 1 + workOf(condition.not, size);
  if ('lines' in condition) return 1 + size.lines * onLine(condition, size);
  if ('happened' in condition) return onHappened(condition, size);
  return 'purchases' in condition ? onPast(condition, size) : ofFact;
}

const sumOf = (conditions: readonly Condition[], size: AskedSize): number =>
  conditions.reduce((sum, condition) => sum + workOf(condition, size), 1);

const onLine = ({ lines, where }: LinesCondition, size: AskedSize): number =>
  ofLines[lines] + (where === undefined ? 0 : workOfEach(where, size));

/** Of one line, or of one purchase. */
export function workOfEach(condition: Condition, size: AskedSize): number {
  if ('all' in condition) return sumOfEach(condition.all, size);
  if ('any' in condition) return sumOfEach(condition.any, size);
  if ('not' in condition) return 1 + workOfEach(condition.not, size);
  if ('lines' in condition) return 1 + size.pastLines * onLine(condition, size);
  if ('happened' in condition) return onHappened(condition, size);
  return 'purchases' in condition ? onPast(condition, size) : comparison(condition);
}

const sumOfEach = (conditions: readonly Condition[], size: AskedSize): number =>
  conditions.reduce((sum, condition) => sum + workOfEach(condition, size), 1);

/** Values of a list are looked up at once, except where all of them are asked. */
const comparison = ({ fact, op, value }: Comparison): number => {
  const type = factOf(fact)?.type;
  if (type === 'number' || type === 'money') return ofNumber;
  if (type !== 'set') return ofText;
  if (!Array.isArray(value)) return ofSet;
  return op === 'contains-all' ? ofSet + value.length : ofSets;
};

function onPast({ purchases: figure, days, where }: PurchasesCondition, size: AskedSize): number {
  const asked = Math.min(size.purchases, daysOf(days) * size.purchasesPerDay);
  const each =
    figures[figure] + (days === null ? 0 : ofDay) + (where ? ofPurchase + workOfEach(where, size) : 0);
  return timesAsked * (size.purchases / 4 + asked * each);
}

/** As often as a member buys; a pair looks at all that follows each of them. */
function onHappened(condition: HappenedCondition, size: AskedSize): number {
  const asked = Math.min(size.purchases, condition.days * size.purchasesPerDay);
  const following = 'op' in condition ? 0 : Math.min(asked, condition.within * size.purchasesPerDay);
  return asked * (ofDay + ofNumber * following);
}

const daysOf = (days: PastDays): number => (days === 'this-month' ? monthDays : (days ?? Infinity));
