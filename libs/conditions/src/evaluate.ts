import { dayOf } from './calendar.ts';
import {
  conditionLimits,
  type Comparison,
  type Condition,
  type LinesCondition,
  type PastDays,
  type PurchasesCondition,
} from './condition.ts';
import { currencyOf, isMoney } from './money.ts';
import { factOf, type FactName } from './facts.ts';
import { happenedTest } from './happened.ts';
import type { Happened } from './happenings.ts';
import { operatorOf } from './operators/operators.ts';
import { monthDays } from './past-days.ts';
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
  /** What happened to the member, in any order; absent if it was not read. */
  readonly happenings?: readonly Happened[];
  readonly moment?: Moment;
}

export interface PastPurchase extends Subject {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly purchasedAt: number;
}

/** A compiled condition. */
type Test = (subject: Subject) => boolean;

// Rules and segments stay in memory unchanged and are asked again and again.
const compiled = new WeakMap<Condition, Test>();

/**
 * Whether a valid condition holds. An unknown value makes a comparison false and its `not` true;
 * `toSql` does the same. Anything that this version does not know counts as unknown. The condition must not change
 * afterwards. Throws RangeError past the depth limit.
 */
export function holds(condition: Condition, subject: Subject): boolean {
  let test = compiled.get(condition);
  if (!test) compiled.set(condition, (test = compile(condition, 1)));
  return test(subject);
}

function compile(condition: Condition, depth: number): Test {
  if (depth > conditionLimits.depth) throw new RangeError('The condition is too deep');
  if ('fact' in condition) return comparison(condition);
  if ('all' in condition) {
    const tests = condition.all.map((child) => compile(child, depth + 1));
    return (subject) => tests.every((test) => test(subject));
  }
  if ('any' in condition) {
    const tests = united(condition.any, depth).map((child) => compile(child, depth + 1));
    return (subject) => tests.some((test) => test(subject));
  }
  if ('not' in condition) {
    const test = compile(condition.not, depth + 1);
    return (subject) => !test(subject);
  }
  if ('happened' in condition) return happenedTest(condition);
  return 'lines' in condition ? onLines(condition, depth) : onPast(condition, depth);
}

/**
 * The same alternatives with fewer questions: an alternative within an alternative joins the others,
 * and one question asks for all values of a text.
 */
function united(children: readonly Condition[], depth: number): readonly Condition[] {
  const others: Condition[] = [];
  const texts = new Map<string, { readonly first: Comparison; readonly values: string[] }>();
  const add = (child: Condition, at: number): void => {
    if (at > conditionLimits.depth) throw new RangeError('The condition is too deep');
    if ('any' in child) for (const each of child.any) add(each, at + 1);
    else if (!('fact' in child) || !isOneText(child)) others.push(child);
    else {
      const name = `${child.fact}\n${child.key ?? ''}`;
      const known = texts.get(name) ?? { first: child, values: [] };
      known.values.push(...[child.value].flat().filter((value) => typeof value === 'string'));
      texts.set(name, known);
    }
  };
  for (const child of children) add(child, depth + 1);
  return [
    ...others,
    ...[...texts.values()].map(({ first, values }) => ({ ...first, op: 'is-one-of', value: values })),
  ];
}

const isOneText = ({ fact, op, value }: Comparison): boolean => {
  const type = factOf(fact)?.type;
  if (type !== 'text' && type !== 'choice') return false;
  return op === 'is' ? typeof value === 'string' : op === 'is-one-of' && Array.isArray(value);
};

const never: Test = () => false;

function comparison({ fact: name, key = '', op, value }: Comparison): Test {
  const fact = factOf(name);
  const compares = fact && operatorOf(fact, op)?.with(value);
  if (!compares) return never;
  return (subject) => {
    const known = subject.read(name, key);
    return known !== null && compares.holds(known, subject.moment);
  };
}

const always: Test = () => true;

function onLines(condition: LinesCondition, depth: number): Test {
  const { where } = condition;
  const fits = where === undefined ? always : compile(where, depth + 1);
  if (!('op' in condition))
    return condition.lines === 'any'
      ? ({ lines = [] }) => lines.some(fits)
      : ({ lines = [] }) => lines.every(fits);
  const { op, value } = condition;
  if (condition.lines !== 'sum-amount') {
    const compares = operatorOf({ type: 'number' }, op)?.with(value);
    const figure =
      condition.lines === 'count' ? (lines: readonly Subject[]) => lines.length : sumOfQuantities;
    return ({ lines = [] }) => compares?.holds(figure(lines.filter(fits)), undefined) ?? false;
  }
  const compares = operatorOf({ type: 'money' }, op)?.with(value);
  return (subject) => {
    const currency = subject.read('purchase.currency', '');
    if (typeof currency !== 'string') return false;
    const fitting = (subject.lines ?? []).filter(fits);
    const amount = fitting.reduce((sum, line) => sum + amountOf(line.read('line.amount', '')), 0);
    return compares?.holds({ amount, currency }, undefined) ?? false;
  };
}

function onPast({ purchases: figure, days, where, op, value }: PurchasesCondition, depth: number): Test {
  const test = where === undefined ? always : compile(where, depth + 1);
  const counts = operatorOf({ type: 'number' }, op)?.with(value);
  const sums = operatorOf({ type: 'money' }, op)?.with(value);
  const currency = currencyOf(value);
  return ({ purchases = [], moment }) => {
    const within = days === null ? purchases : purchases.filter(isWithin(days, moment));
    if (within.length > conditionLimits.purchases) return false;
    // Days count from the moment of evaluation, not from each purchase.
    const fitting = where
      ? within.filter((purchase) => test(moment ? { ...purchase, moment } : purchase))
      : within;
    if (figure === 'visits') return counts?.holds(daysOf(fitting), undefined) ?? false;
    if (figure === 'count') return counts?.holds(fitting.length, undefined) ?? false;
    const amount = fitting
      .filter((purchase) => purchase.read('purchase.currency', '') === currency)
      .reduce((sum, purchase) => sum + amountOf(purchase.read('purchase.total', '')), 0);
    return sums?.holds({ amount, currency }, undefined) ?? false;
  };
}

const msPerDay = 86_400_000;

const daysOf = (purchases: readonly PastPurchase[]): number =>
  new Set(purchases.map((purchase) => purchase.read('moment.date', ''))).size;

function isWithin(
  days: Exclude<PastDays, null>,
  moment: Moment | undefined,
): (purchase: PastPurchase) => boolean {
  if (!moment) throw new Error('A condition about days needs the moment');
  const { now } = moment;
  const today = dayOf(moment.today);
  const thisMonth = monthOf(moment.today);
  const most = days === 'this-month' ? monthDays : days;
  // Most past purchases are clearly too old, and computing a local date is slow. A zone is less than a day away
  // from UTC.
  const earliest = (today - most) * msPerDay;
  return (purchase) => {
    if (purchase.purchasedAt > now || purchase.purchasedAt < earliest) return false;
    const date = purchase.read('moment.date', '');
    if (typeof date !== 'string') return false;
    return days === 'this-month' ? monthOf(date) === thisMonth : dayOf(date) > today - days;
  };
}

/** Of a date: YYYY-MM. */
const monthOf = (date: string): string => date.slice(0, 7);

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
