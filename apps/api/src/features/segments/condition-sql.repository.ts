import { Inject, Injectable } from '@nestjs/common';
import { toSql, type Condition, type Schema } from '@regulars/conditions';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { conditionSchema, type AudienceMoment } from '../facts/index.ts';
import { activeMembers } from '../members/index.ts';

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
