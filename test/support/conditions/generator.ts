import {
  conditionLimits,
  facts,
  factsIn,
  operatorOf,
  operatorsOf,
  type Comparison,
  type Condition,
  type Context,
  type FactName,
  type HappenedCondition,
  type Happening,
  type Money,
  type Range,
  type Subject,
  type Value,
  type ValueType,
} from '@regulars/conditions';
import { madeHappenings, madeSegments } from './made-values.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Values of existing objects, so that conditions compare with edge cases. */
export type Things = Readonly<Record<'line' | 'purchase' | 'member', readonly Subject[]>>;

type Kind = { readonly type: ValueType; readonly nullable?: true };
const days = [1, 2, 7, 8, 30, 31, 365] as const;
const times = ['00:00', '02:00', '02:30', '03:00', '17:00', '20:00', '23:59'] as const;
const names = ['purchase.recorded', ...madeHappenings] as const;
const attributes = ['size', 'shoe', 'nothing'] as const;
const categories = ['coffee', 'books', 'music', 'nothing'] as const;

interface Keyed {
  keys?: object;
  keySource?: string;
}
const keysOf = ({ keys, keySource }: Keyed): readonly string[] =>
  keys ? Object.keys(keys) : keySource === 'category' ? categories : attributes;

/** Creates valid conditions from everything that the language supports. */
export class Generator {
  /** What it has used so far: `line.sku is`, `lines count at-least`, `not`. */
  readonly used = new Set<string>();

  constructor(
    private readonly random: SeededRandom,
    private readonly things: Things,
  ) {}

  /** Everything that it can use. */
  static everything(): string[] {
    // Events and answers are decided in memory alone.
    const ofFacts = Object.entries(facts).flatMap(([name, fact]) =>
      fact.scope === 'event' || fact.scope === 'answer' ? [] : operatorsOf(fact).map((op) => `${name} ${op}`),
    );
    const [numbers, moneys] = [operatorsOf({ type: 'number' }), operatorsOf({ type: 'money' })];
    return [
      ...ofFacts,
      ...['all', 'any', 'not', 'lines any', 'lines all', 'purchases this-month'],
      ...['happened then', 'happened without', 'happened of'],
      ...numbers.flatMap((op) => [
        `lines count ${op}`,
        `lines sum-quantity ${op}`,
        `purchases count ${op}`,
        `purchases visits ${op}`,
        `happened ${op}`,
      ]),
      ...moneys.flatMap((op) => [`lines sum-amount ${op}`, `purchases sum ${op}`]),
    ];
  }

  condition(context: Exclude<Context, 'sale' | 'event' | 'occasion' | 'answers'>, depth: number): Condition {
    const { random } = this;
    if (depth > 0 && !random.isOneIn(3)) {
      const join = random.of(['all', 'any', 'not'] as const);
      this.used.add(join);
      const child = (): Condition => this.condition(context, depth - 1);
      if (join === 'not') return { not: child() };
      const children = Array.from({ length: 1 + random.upTo(2) }, child);
      return join === 'all' ? { all: children } : { any: children };
    }
    if (context === 'purchase' && random.isOneIn(2)) return this.#lines(depth);
    if (context === 'member' && random.isOneIn(2))
      return random.isOneIn(2) ? this.past(depth) : this.happened();
    return this.comparison(context, random.of(factsIn(context)));
  }

  comparison(context: 'line' | 'purchase' | 'member', fact: FactName): Comparison {
    const kind: Kind & { choices?: object; parameter?: object } & Keyed = facts[fact];
    const op = this.random.of(operatorsOf(kind));
    this.used.add(`${fact} ${op}`);
    const key = kind.parameter ? { key: this.random.of(keysOf(kind)) } : {};
    const readings = this.things[context].flatMap((thing) => thing.read(fact, key.key ?? '') ?? []);
    const value = this.#value(kind, op, readings.length > 0 ? this.random.of(readings) : null);
    return { fact, ...key, op, ...(value === undefined ? {} : { value }) };
  }

  #lines(depth: number): Condition {
    const lines = this.random.of(['any', 'all', 'count', 'sum-quantity', 'sum-amount'] as const);
    const where = this.condition('line', Math.max(0, depth - 1));
    if (lines === 'any' || lines === 'all') {
      this.used.add(`lines ${lines}`);
      return { lines, where };
    }
    const known = {
      count: this.random.of([0, 1, 2]),
      'sum-quantity': this.random.of([0, 0.1, 0.3, 1, 1.125, 2.833]),
      'sum-amount': this.#money(this.random.of([0, 250, 500, 1000, 1001])),
    }[lines];
    const { op, value } = this.#operation(lines === 'sum-amount' ? 'money' : 'number', known);
    this.used.add(`lines ${lines} ${op}`);
    return { lines, ...(this.random.isOneIn(4) ? {} : { where }), op, value };
  }

  /** A condition on past purchases of a member. */
  past(depth: number): Condition {
    const purchases = this.random.of(['count', 'visits', 'sum'] as const);
    const isCount = purchases !== 'sum';
    const known = isCount ? this.random.of([0, 1, 2, 3]) : this.#money(this.random.of([0, 500, 1780, 3000]));
    const { op, value } = this.#operation(isCount ? 'number' : 'money', known);
    this.used.add(`purchases ${purchases} ${op}`);
    const where = this.random.isOneIn(3) ? {} : { where: this.condition('purchase', Math.max(0, depth - 1)) };
    const period = this.random.of([null, 'this-month', 'this-month', ...days] as const);
    if (period === 'this-month') this.used.add('purchases this-month');
    return { purchases, days: period, ...where, op, value };
  }

  /** A condition on what happened to a member. */
  happened(): HappenedCondition {
    const { random } = this;
    const days = random.of([2, 7, 8, 30, 31, 365, 400]);
    const first = { ...this.#happening(), days };
    const form = random.of(['op', 'then', 'without'] as const);
    if (form === 'op') {
      const { op, value } = this.#operation('number', random.of([0, 1, 2, 3]));
      this.used.add(`happened ${op}`);
      return { ...first, op, value: value as number | Range };
    }
    this.used.add(`happened ${form}`);
    const within = random.of([1, 6, 7, 29, 30, 364].filter((each) => each < days));
    const next = { happened: random.of(names.filter((name) => name !== first.happened)) };
    return form === 'then' ? { ...first, then: next, within } : { ...first, without: next, within };
  }

  #happening(): Happening {
    const happened = this.random.of(names);
    const isOfOne =
      happened !== 'purchase.recorded' && happened !== 'points.expired' && this.random.isOneIn(2);
    if (!isOfOne) return { happened };
    this.used.add('happened of');
    return { happened, of: [this.random.of(madeSegments)] };
  }

  #operation(type: 'number' | 'money', known: number | Money): { op: string; value: number | Money | Range } {
    const op = this.random.of(operatorsOf({ type }));
    return { op, value: this.#value({ type }, op, known) as number | Money | Range };
  }

  #money(amount: number): Money {
    return { amount, currency: this.random.of(['EUR', 'EUR', 'CZK']) };
  }

  /** A value for the operator, close to a value of some member. */
  #value(kind: Kind & { choices?: object }, op: string, known: unknown): Value | undefined {
    const { random } = this;
    switch (operatorOf(kind, op)?.takes) {
      case 'one':
        return this.#one(kind, known);
      case 'many':
        return [...new Set([this.#text(kind, known), this.#text(kind, null)])];
      case 'days':
        return random.of(days);
      case 'range':
        return this.#range(kind, known);
      default:
        return undefined;
    }
  }

  #one(kind: Kind & { choices?: object }, known: unknown): Value {
    switch (kind.type) {
      case 'number':
        return typeof known === 'number' ? Math.max(0, known) : 1;
      case 'money':
        return isMoney(known) ? { ...known, amount: Math.max(0, known.amount) } : this.#money(500);
      case 'flag':
        return this.random.isOneIn(2);
      case 'date':
        return typeof known === 'string' ? known.replace(/^--/, '2004-') : '2026-10-25';
      case 'time':
        return this.random.of(times);
      case 'text':
      case 'choice':
      case 'step':
      case 'set':
        return this.#text(kind, known);
    }
  }

  #range({ type }: Kind, known: unknown): Range {
    if (type === 'time') {
      const from = this.random.of(times);
      return { from, to: this.random.of(times.filter((time) => time !== from)) };
    }
    const width = this.random.of([0, 1, 400]);
    if (type === 'number') {
      const from = typeof known === 'number' ? Math.max(0, known) : 1;
      return { from, to: Number((from + width).toFixed(conditionLimits.places)) };
    }
    const { amount, currency } = isMoney(known) ? known : this.#money(500);
    return { from: Math.max(0, amount), to: Math.max(0, amount) + width, currency };
  }

  #text({ type, choices }: Kind & { choices?: object }, known: unknown): string {
    if (type === 'step' && Array.isArray(known)) return this.random.of(known.map(String));
    if (typeof known === 'string' && known !== '') return known;
    return choices
      ? this.random.of(Object.keys(choices))
      : this.random.of(['coffee', 'A', 'S1', 'EUR', '42.5', 'L']);
  }
}

function isMoney(known: unknown): known is Money {
  return typeof known === 'object' && known !== null && 'amount' in known;
}
