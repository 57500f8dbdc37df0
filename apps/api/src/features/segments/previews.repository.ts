import { Inject, Injectable } from '@nestjs/common';
import { partsOf, type Condition, type Schema } from '@regulars/conditions';
import { segmentSample } from '@regulars/contracts';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { conditionSchema, type AudienceMoment } from '../facts/index.ts';
import { activeMembers, customersOnly } from '../members/index.ts';
import { PartsInSql } from './parts-in-sql.ts';

export interface Counted {
  /** Members that were decided. */
  readonly of: number;
  /** Without staff, test and reseller cards: those that shares are of. */
  readonly customers: number;
  /** Customers who fulfil it. */
  readonly inside: number;
  readonly members: number;
  readonly parts: { readonly pointer: string; readonly alone: number; readonly left: number | null }[];
  readonly sample: readonly string[];
}

/** Decides some members only: those of so many among a thousand, at random. */
export interface Some {
  readonly thousandths: number;
}

// Sums of the purchases of a million members fit into it.
const roomy = madeStatement<object>(
  `select set_config('work_mem', '96MB', true), set_config('jit', 'off', true)`,
);

interface Row extends Pick<Counted, 'of' | 'customers' | 'inside'> {
  readonly alone: readonly number[];
  readonly lefts: readonly number[];
  readonly sample: readonly string[];
}

/** Counts members by conditions that are being written. */
@Injectable()
export class PreviewsRepository {
  constructor(
    private readonly transactions: Transactions,
    @Inject(conditionSchema) private readonly schema: Schema,
  ) {}

  /** How many members there are to decide. */
  async active(): Promise<Pick<Counted, 'of' | 'customers'>> {
    const all = madeStatement<Pick<Counted, 'of' | 'customers'>>(
      `select count(*)::int as "of", (count(*) filter (where ${customersOnly('m')}))::int as customers from ${activeMembers('m')}`,
    );
    return (await this.transactions.query(all))[0] ?? { of: 0, customers: 0 };
  }

  /**
   * Decides each leaf once for each member, and counts all parts from these, in one pass that several processes share. The sample
   * is every so manieth of those who fulfil the condition, from a start by `seed`.
   * @param some all members if null
   */
  async count(
    condition: Condition,
    moment: AudienceMoment,
    seed: number,
    some: Some | null,
  ): Promise<Counted> {
    const before = some ? [segmentSample, seed, some.thousandths] : [segmentSample, seed];
    const sql = new PartsInSql(this.schema, moment, before, some === null);
    const parts = partsOf(condition);
    const alone = parts.map((part) => sql.of(part.condition));
    const left = 'all' in condition ? cumulated(condition.all.map((part) => sql.of(part))) : [];
    const whole = sql.of(condition);
    const chosen = some ? ` and abs(uuid_hash_extended(m.id, $2::bigint) % 1000) < $3::int` : '';
    // Without "offset" each part would decide its leaves again.
    const text = `with counted as materialized (
        select count(*)::int as "of", (count(*) filter (where d.counts))::int as customers,
          (count(*) filter (where d.counts and ${whole}))::int as inside, ${counts(alone)} as alone, ${counts(left)} as lefts, array_agg(d.id) filter (where ${whole}) as ids
        from (select m.id, ${customersOnly('m')} as counts, ${sql.columns}
          from (select m.* from ${activeMembers('m')}${chosen}) m ${sql.joins} offset 0) d)
      select c."of", c.customers, c.inside, c.alone, c.lefts, array(
          select c.ids[1 + (($2::bigint + n * cardinality(c.ids) / least($1::int, cardinality(c.ids))) % cardinality(c.ids))::int]
          from generate_series(0, least($1::int, cardinality(c.ids)) - 1) n) as sample
      from counted c`;
    const row = await this.transactions.run(async () => {
      await this.transactions.query(roomy);
      return (await this.transactions.query(madeStatement<Row>(text), sql.values))[0];
    });
    const lefts = new Map(row?.lefts.map((members, index) => [`/all/${index}`, members]));
    return {
      of: row?.of ?? 0,
      customers: row?.customers ?? 0,
      inside: row?.inside ?? 0,
      members: row?.alone[0] ?? 0,
      parts: parts.map(({ pointer }, index) => ({
        pointer,
        alone: row?.alone[index] ?? 0,
        left: lefts.get(pointer) ?? null,
      })),
      sample: row?.sample ?? [],
    };
  }
}

/** Each together with all before it. */
const cumulated = (tests: readonly string[]): string[] =>
  tests.map((_, index) => tests.slice(0, index + 1).join(' and '));

const counts = (tests: readonly string[]): string =>
  `array[${tests.map((test) => `count(*) filter (where ${test})`).join(', ')}]::int[]`;
