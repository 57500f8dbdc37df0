import { Inject, Injectable } from '@nestjs/common';
import { toSql, type Schema } from '@regulars/conditions';
import type { OwnScorePart } from '@regulars/contracts';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { conditionSchema, type AudienceMoment } from '../facts/index.ts';
import { activeMembers } from '../members/index.ts';

/** What members have for each part; null if it is not known. */
export type PartValues = ReadonlyMap<string, readonly (number | null)[]>;

/** Reads what the parts of scores ask of members, in SQL whose text is made of the parts. */
@Injectable()
export class PartValuesRepository {
  constructor(
    private readonly transactions: Transactions,
    @Inject(conditionSchema) private readonly schema: Schema,
  ) {}

  /** Of active members; others are missing. */
  async of(
    parts: readonly OwnScorePart[],
    memberIds: readonly string[],
    moment: AudienceMoment,
  ): Promise<PartValues> {
    const sql = new PartsText(this.schema, moment, [memberIds]);
    const columns = parts.map((part) => `${sql.of(part)}::float8`);
    const statement = madeStatement<{ id: string; values: (number | null)[] }>(
      `select m.id, array[${columns.join(', ')}] as values
       from (select m.* from ${activeMembers('m')} and m.id = any($1::uuid[])) m ${sql.joins}`,
    );
    const rows = await this.transactions.query(statement, sql.values);
    return new Map(rows.map(({ id, values }) => [id, values]));
  }
}

const storedFacts = 'score_facts';

class PartsText {
  readonly values: unknown[];
  readonly #schema: Schema;
  readonly #moment: AudienceMoment;
  readonly #joins = new Set<string>();
  readonly #today: string;
  readonly #zone: string;
  readonly #currency: string;

  constructor(schema: Schema, moment: AudienceMoment, before: readonly unknown[]) {
    this.#schema = schema;
    this.#moment = moment;
    this.values = [...before];
    this.#joins.add(schema.memberFacts('m', storedFacts));
    this.#today = this.#bind(moment.today, 'date');
    this.#zone = this.#bind(moment.zone, 'text');
    this.#currency = this.#bind(moment.reportingCurrency, 'text');
  }

  get joins(): string {
    // Some may be asked by no part, but a parameter without a use has no type.
    const club = `${this.#today} as today, ${this.#zone} as zone, ${this.#currency} as currency`;
    return [...this.#joins, `cross join (select ${club}) club`].join(' ');
  }

  of(part: OwnScorePart): string {
    switch (part.kind) {
      case 'number':
        return this.#fact(part.fact, part.key);
      case 'days-since':
        return `(${this.#today} - ${this.#fact(part.fact)})`;
      case 'condition':
        return this.#condition(part.condition);
    }
  }

  #fact(name: Extract<OwnScorePart, { fact: unknown }>['fact'], key = ''): string {
    const column = this.#schema.facts[name as keyof Schema['facts']];
    const bound = (): string => this.#bind(key, 'text');
    const sql = column('m', {
      // Only for facts that ask for it: a parameter without a use has no type.
      get key() {
        return bound();
      },
      today: this.#today,
      zone: this.#zone,
      currency: this.#currency,
      memberFacts: storedFacts,
    });
    return typeof sql === 'string' ? sql : 'amount' in sql ? sql.amount : sql.own;
  }

  #condition(condition: Extract<OwnScorePart, { kind: 'condition' }>['condition']): string {
    const about = { context: 'member', row: 'm', first: this.values.length + 1 } as const;
    const { eachJoin, text, values } = toSql(condition, about, this.#schema, this.#moment);
    this.values.push(...values);
    for (const join of eachJoin) this.#joins.add(join);
    return `(${text})::int`;
  }

  #bind(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }
}
