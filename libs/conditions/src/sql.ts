import {
  conditionLimits,
  type Comparison,
  type Condition,
  type HappenedCondition,
  type LinesCondition,
  type PastDays,
  type PurchasesCondition,
} from './condition.ts';
import type { Context } from './contexts.ts';
import { factOf, type FactName, type FactsOf, type Scope, type TypeOf } from './facts.ts';
import type { HappeningName } from './happenings.ts';
import { currencyOf } from './money.ts';
import type { Bind, SqlOf } from './operators/operator.ts';
import { operatorOf } from './operators/operators.ts';
import { happenedRows } from './sql-happened.ts';
import type { Moment, Value, ValueType } from './values.ts';

/** What the SQL of a fact may use besides its row. Unused parts are neither bound nor joined. */
export interface Surroundings {
  /** Placeholder of the parameter of the fact, text. */
  readonly key: string;
  /** Placeholder of the club's time zone, text. */
  readonly zone: string;
  /** Placeholder of the club's date today, date. */
  readonly today: string;
  /** Placeholder of the club's reporting currency, text. */
  readonly currency: string;
  /** Alias of the member's stored facts, which are then joined. */
  readonly memberFacts: string;
}

/** Events and answers are decided in memory. */
type MemoryScope = 'event' | 'answer';
type SqlScope = Exclude<Scope, MemoryScope>;
type Columns<S extends SqlScope> = {
  readonly [F in FactsOf<S>]: (row: string, surroundings: Surroundings) => SqlOf<TypeOf<F>>;
};
/** Each fact of the scopes as an expression over its row's alias. A fact without one does not compile. */
export type FactColumns<S extends SqlScope = SqlScope> = Columns<S>;

/** Where conditions find things in the database. All of this SQL is ours, never a caller's. */
export interface Schema {
  readonly facts: FactColumns;
  /** After `from`: the lines of the purchase that were not returned, with a `where` that can be extended. */
  readonly lines: (purchase: string, line: string) => string;
  /** After `from`: the member's purchases that were not fully returned, with such a `where`. */
  readonly purchases: (member: string, purchase: string) => string;
  /** The same of all members, and the id of the member who made a purchase. */
  readonly allPurchases: (purchase: string) => string;
  readonly buyer: (purchase: string) => string;
  /** When a purchase was made, timestamptz. */
  readonly purchasedAt: (purchase: string) => string;
  /** After `from`: what happened to members, with such a `where`; columns `member_id`, `at` and `subject`, a text or null. */
  readonly happened: (name: HappeningName, alias: string) => string;
  /** Joins the member's stored facts under an alias. */
  readonly memberFacts: (member: string, facts: string) => string;
}

export interface SqlMoment extends Moment {
  readonly zone: string;
  readonly reportingCurrency: string;
}

export interface SqlCondition {
  /** Goes after the table of the row; empty if nothing is joined. */
  readonly joins: string;
  /** The same one by one: conditions on the same row may share some. */
  readonly eachJoin: readonly string[];
  /** A boolean expression that is never null. */
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Sales, events and answers are decided in memory. */
type SqlContext = Exclude<Context, 'sale' | 'event' | 'occasion' | 'answers'>;
type Rows = Readonly<Partial<Record<Scope, string>>>;

/**
 * A valid condition as SQL, with the same meaning as `holds`.
 * @param row alias of the row it is about: a line, a purchase, or a member
 * @param first number of the first parameter
 * @param everyone whether nearly all members are asked: what they bought and what happened is then read once and joined, in place
 *   of once for each
 */
export function toSql(
  condition: Condition,
  about: {
    readonly context: SqlContext;
    readonly row: string;
    readonly first?: number;
    readonly everyone?: boolean;
  },
  schema: Schema,
  moment: SqlMoment,
): SqlCondition {
  const compiler = new Compiler(schema, moment, about.first ?? 1, about.everyone ?? false);
  const text = compiler.node(condition, rowsOf(about.context, about.row));
  const eachJoin = [...compiler.joins];
  return { joins: eachJoin.join(' '), eachJoin, text, values: compiler.values };
}

function rowsOf(context: SqlContext, row: string): Rows {
  return context === 'purchase' ? { purchase: row, moment: row } : { [context]: row };
}

class Compiler {
  readonly values: unknown[] = [];
  readonly joins = new Set<string>();
  readonly #shared = new Map<string, string>();
  readonly #schema: Schema;
  readonly #moment: SqlMoment;
  readonly #first: number;
  readonly #everyone: boolean;

  constructor(schema: Schema, moment: SqlMoment, first: number, everyone: boolean) {
    this.#schema = schema;
    this.#moment = moment;
    this.#first = first;
    this.#everyone = everyone;
  }

  node(condition: Condition, rows: Rows): string {
    if ('fact' in condition) return this.#comparison(condition, rows);
    if ('all' in condition) return this.#joined(condition.all, ' and ', rows);
    if ('any' in condition) return this.#joined(condition.any, ' or ', rows);
    if ('not' in condition) return `(not ${this.node(condition.not, rows)})`;
    if ('happened' in condition) return this.#happened(condition, rows);
    return 'lines' in condition ? this.#lines(condition, rows) : this.#purchases(condition, rows);
  }

  #joined(conditions: readonly Condition[], word: string, rows: Rows): string {
    return `(${conditions.map((condition) => this.node(condition, rows)).join(word)})`;
  }

  #comparison({ fact: name, key = '', op, value }: Comparison, rows: Rows): string {
    const fact = factOf(name);
    const row = fact ? rows[fact.scope] : undefined;
    if (!fact || row === undefined || !isSqlFact(name)) return 'false';
    return this.#compared(
      fact,
      this.#schema.facts[name](row, this.#surroundings(key, rows.member)),
      op,
      value,
    );
  }

  /** Comparing with null gives false and its `not` true, as in memory. */
  #compared(
    kind: { readonly type: ValueType; readonly nullable?: true },
    known: SqlOf<ValueType>,
    op: string,
    value: Value | undefined,
  ): string {
    const operator = operatorOf(kind, op);
    if (!operator) return 'false';
    return `coalesce(${operator.sql(known, value, this.#bind, () => this.#today())}, false)`;
  }

  #lines(condition: LinesCondition, rows: Rows): string {
    const { purchase } = rows;
    if (purchase === undefined) return 'false';
    const line = `${purchase}_line`;
    const fits = condition.where === undefined ? 'true' : this.node(condition.where, { line });
    const source = this.#schema.lines(purchase, line);
    if (!('op' in condition)) {
      return condition.lines === 'any'
        ? `exists (select from ${source} and ${fits})`
        : `(not exists (select from ${source} and not ${fits}))`;
    }
    const { op, value } = condition;
    const facts = this.#schema.facts;
    const around = this.#surroundings('');
    const total = (expression: string): string => `(select ${expression} from ${source} and ${fits})`;
    if (condition.lines === 'count') return this.#compared({ type: 'number' }, total('count(*)'), op, value);
    if (condition.lines === 'sum-quantity')
      return this.#compared(
        { type: 'number' },
        total(sumOf(facts['line.quantity'](line, around))),
        op,
        value,
      );
    const known = {
      amount: total(sumOf(facts['line.amount'](line, around).amount)),
      currency: facts['purchase.currency'](purchase, around),
    };
    return this.#compared({ type: 'money' }, known, op, value);
  }

  #purchases({ purchases, days, where, op, value }: PurchasesCondition, { member }: Rows): string {
    if (member === undefined) return 'false';
    const past = `${member}_purchase`;
    const around = this.#surroundings('');
    const facts = this.#schema.facts;
    const fits = where === undefined ? 'true' : this.node(where, { purchase: past, moment: past });
    const total = (known: string, also = fits): string =>
      this.#everyone
        ? this.#addedUp(member, past, days, known, also)
        : `(select case when count(*) <= ${conditionLimits.purchases} then coalesce(${known} filter (where ${also}), 0) end
            from ${this.#lookedAt(member, past, days)})`;
    if (purchases === 'visits')
      return this.#compared(
        { type: 'number' },
        total(`count(distinct ${facts['moment.date'](past, around)})`),
        op,
        value,
      );
    if (purchases === 'count') return this.#compared({ type: 'number' }, total('count(*)'), op, value);
    const currency = this.#bind(currencyOf(value), 'text');
    const paid = `${facts['purchase.currency'](past, around)} = ${currency}`;
    const amount = total(`sum(${facts['purchase.total'](past, around).amount})`, `${fits} and ${paid}`);
    return this.#compared({ type: 'money' }, { amount, currency }, op, value);
  }

  /** Of all members in one pass. Only who may have more purchases than are looked at has them counted. */
  #addedUp(member: string, past: string, days: PastDays, known: string, fits: string): string {
    const sums = `${member}_sums_${this.#first + this.values.length}`;
    const { allPurchases, buyer, facts } = this.#schema;
    this.joins.add(`left join (select ${buyer(past)} as buyer, ${known} as known
      from ${allPurchases(past)}${this.#andWithin(days, past)} and ${fits} group by 1) ${sums} on ${sums}.buyer = ${member}.id`);
    const ever = facts['member.purchases'](member, this.#surroundings('', member));
    return `(case when ${ever} <= ${conditionLimits.purchases}
        or (select count(*) from ${this.#lookedAt(member, past, days)}) <= ${conditionLimits.purchases}
      then coalesce(${sums}.known, 0) end)`;
  }

  /** The purchases that a condition looks at, as a table of that alias: one more than may be where there are too many. */
  #lookedAt(member: string, purchase: string, days: PastDays): string {
    return `(select ${purchase}.* from ${this.#schema.purchases(member, purchase)}${this.#andWithin(days, purchase)}
      limit ${conditionLimits.purchases + 1}) ${purchase}`;
  }

  /** An index finds what is not much older; the day in the club's zone decides. */
  #andWithin(days: PastDays, purchase: string): string {
    if (days === null) return '';
    const { facts, purchasedAt } = this.#schema;
    const date = facts['moment.date'](purchase, this.#surroundings(''));
    const now = this.#now();
    const first =
      days === 'this-month'
        ? `date_trunc('month', ${this.#today()}::timestamp)::date`
        : `(${this.#today()} - ${this.#bind(days, 'integer')} + 1)`;
    const at = purchasedAt(purchase);
    return ` and ${at} <= ${now} and ${at} >= ((${first} - 1)::timestamp at time zone 'UTC') and ${date} >= ${first}`;
  }

  #happened(condition: HappenedCondition, { member }: Rows): string {
    if (member === undefined) return 'false';
    // Names of joins must not meet those of other conditions in the same statement.
    const name = `${member}_happened${this.#first + this.values.length}`;
    const { row, from } = happenedRows(condition, `${name}_row`, {
      source: this.#schema.happened,
      bind: this.#bind,
      now: () => this.#now(),
      today: () => this.#today(),
      zone: () => this.#once('zone', this.#moment.zone, 'text'),
    });
    const own = `${row}.member_id = ${member}.id`;
    if ('op' in condition) {
      const of = (known: string): string =>
        this.#compared({ type: 'number' }, known, condition.op, condition.value);
      return this.#everyone
        ? of(
            `coalesce(${this.#joinedRows(name, member, `${row}.member_id, count(*) as times`, `${from} group by 1`)}.times, 0)`,
          )
        : of(`(select count(*) from ${from} and ${own})`);
    }
    return this.#everyone
      ? `(${this.#joinedRows(name, member, `distinct ${row}.member_id`, from)}.member_id is not null)`
      : `exists (select from ${from} and ${own})`;
  }

  /** One row of each member who has any. */
  #joinedRows(name: string, member: string, columns: string, from: string): string {
    this.joins.add(`left join (select ${columns} from ${from}) ${name} on ${name}.member_id = ${member}.id`);
    return name;
  }

  readonly #bind: Bind = (value, type) => `$${this.#first + this.values.push(value) - 1}::${type}`;

  #once(name: string, value: string, type: string): string {
    const known = this.#shared.get(name) ?? this.#bind(value, type);
    this.#shared.set(name, known);
    return known;
  }

  #now(): string {
    return this.#once('now', new Date(this.#moment.now).toISOString(), 'timestamptz');
  }

  #today(): string {
    return this.#once('today', this.#moment.today, 'date');
  }

  /** Binds only used parameters: PostgreSQL refuses a parameter that the text does not contain. */
  #surroundings(key: string, member?: string): Surroundings {
    const bound = (name: string, value: string, type: string): string => this.#once(name, value, type);
    const joined = (): string => this.#joinedFacts(member);
    const { zone, reportingCurrency, today } = this.#moment;
    return {
      get key() {
        return bound(`key ${key}`, key, 'text');
      },
      get zone() {
        return bound('zone', zone, 'text');
      },
      get today() {
        return bound('today', today, 'date');
      },
      get currency() {
        return bound('currency', reportingCurrency, 'text');
      },
      get memberFacts() {
        return joined();
      },
    };
  }

  #joinedFacts(member: string | undefined): string {
    if (member === undefined) throw new Error('Only a fact of a member has stored facts');
    const facts = `${member}_facts`;
    this.joins.add(this.#schema.memberFacts(member, facts));
    return facts;
  }
}

function isSqlFact(name: FactName): name is FactsOf<SqlScope> {
  const scope = factOf(name)?.scope;
  return scope !== 'event' && scope !== 'answer';
}

function sumOf(expression: string): string {
  return `coalesce(sum(${expression}), 0)`;
}
