import { Inject, Injectable } from '@nestjs/common';
import { partsOf, toSql, type Condition, type Schema } from '@regulars/conditions';
import { segmentSample } from '@regulars/contracts';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { conditionSchema, type AudienceMoment } from '../facts/index.ts';
import { activeMembers, customersOnly } from '../members/index.ts';
import { PartsInSql } from './parts-in-sql.ts';

export interface Counted {
  /** Active members. */
  readonly of: number;
  /** Without staff, test and reseller cards: those that shares are of. */
  readonly customers: number;
  /** Customers who fulfil it. */
  readonly inside: number;
  readonly members: number;
  readonly parts: { readonly pointer: string; readonly alone: number; readonly left: number | null }[];
  readonly sample: readonly string[];
}

export interface Moved {
  readonly entered: readonly string[];
  readonly left: readonly string[];
}

/** Conditions of segments in SQL, whose text is made of each condition. */
@Injectable()
export class ConditionSqlRepository {
  constructor(
    private readonly transactions: Transactions,
    @Inject(conditionSchema) private readonly schema: Schema,
  ) {}

  /** Decides each leaf once for each member, and counts all parts from these. */
  async count(condition: Condition, moment: AudienceMoment, seed: number): Promise<Counted> {
    const sql = new PartsInSql(this.schema, moment, [seed, segmentSample]);
    const parts = partsOf(condition);
    const alone = parts.map((part) => sql.of(part.condition));
    const left = 'all' in condition ? cumulated(condition.all.map((part) => sql.of(part))) : [];
    const whole = sql.of(condition);
    const text = `with decided as materialized (
        select m.id, ${customersOnly('m')} as counts, ${sql.columns} from (select m.* from ${activeMembers('m')}) m ${sql.joins}),
      counted as (select count(*)::int as "of", (count(*) filter (where counts))::int as customers,
        (count(*) filter (where counts and ${whole}))::int as inside, ${counts(alone)} as alone, ${counts(left)} as lefts from decided)
      select c.*, array(select d.id from decided d where ${whole}
        order by hashtextextended(d.id::text, $1::bigint) limit $2::int) as sample
      from counted c`;
    const statement = madeStatement<{
      of: number;
      customers: number;
      inside: number;
      alone: readonly number[];
      lefts: readonly number[];
      sample: readonly string[];
    }>(text);
    const [row] = await this.transactions.query(statement, sql.values);
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

  /** Decides these members for a segment and moves those who are not where they belong. */
  async move(
    segmentId: string,
    condition: Condition,
    memberIds: readonly string[],
    moment: AudienceMoment,
    at: Date,
  ): Promise<Moved> {
    const { joins, text, values } = toSql(
      condition,
      { context: 'member', row: 'm', first: 4 },
      this.schema,
      moment,
    );
    const statement = madeStatement<{ entered: string[] | null; gone: string[] | null }>(
      `with belongs as materialized (
         select m.id from (select m.* from ${activeMembers('m')} and m.id = any($1::uuid[])) m ${joins} where ${text}),
       gone as (
         delete from member_segments s where s.segment_id = $2::uuid and s.member_id = any($1::uuid[])
           and not exists (select from belongs b where b.id = s.member_id) returning s.member_id),
       entered as (
         insert into member_segments (segment_id, member_id, since) select $2::uuid, b.id, $3::timestamptz from belongs b
         on conflict do nothing returning member_id)
       select (select array_agg(member_id) from entered) as entered, (select array_agg(member_id) from gone) as gone`,
    );
    const [row] = await this.transactions.query(statement, [memberIds, segmentId, at, ...values]);
    return { entered: row?.entered ?? [], left: row?.gone ?? [] };
  }
}

/** Each together with all before it. */
const cumulated = (tests: readonly string[]): string[] =>
  tests.map((_, index) => tests.slice(0, index + 1).join(' and '));

const counts = (tests: readonly string[]): string =>
  `array[${tests.map((test) => `count(*) filter (where ${test})`).join(', ')}]::int[]`;
