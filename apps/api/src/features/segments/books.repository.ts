import { Inject, Injectable } from '@nestjs/common';
import type { Schema } from '@regulars/conditions';
import { madeStatement, type RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { conditionSchema, type AudienceMoment } from '../facts/index.ts';
import { activeMembers, customersOnly } from '../members/index.ts';
import { statement } from './statements.ts';

const members = statement(
  'segment-members',
  `select member_id as id from member_segments
   where segment_id = $1 and ($2::uuid is null or member_id > $2) order by member_id limit $3`,
);
const changes = statement(
  'segment-changes',
  `select number, member_id as "memberId", entered, changed_at as at from segment_changes
   where segment_id = $1 and number > $2 and ($3::timestamptz is null or changed_at > $3) order by number limit $4`,
);
const sizes = statement(
  'segment-sizes',
  'select day, members from segment_sizes where segment_id = $1 order by day',
);
const moves = statement(
  'segment-moves-by-day',
  `select (changed_at at time zone $2::text)::date as day, count(*) filter (where entered) as entered,
     count(*) filter (where not entered) as left
   from segment_changes where segment_id = $1 group by 1 order by 1`,
);

interface Group {
  readonly kind: 'age' | 'tier' | 'location' | 'all';
  readonly key: string | null;
  readonly of: number;
  readonly members: number;
}

/** What can be read of a segment. */
@Injectable()
export class BooksRepository {
  constructor(
    private readonly transactions: Transactions,
    @Inject(conditionSchema) private readonly schema: Schema,
  ) {}

  async members(id: string, after: string | null, most: number): Promise<string[]> {
    return (await this.transactions.query(members, [id, after, most])).map((row) => row.id);
  }

  async changes(
    id: string,
    after: number,
    since: string | null,
    most: number,
  ): Promise<RowOf<typeof changes>[]> {
    return this.transactions.query(changes, [id, after, since, most]);
  }

  async sizes(id: string): Promise<RowOf<typeof sizes>[]> {
    return this.transactions.query(sizes, [id]);
  }

  /** How many members came and went on each day of the club. */
  async moves(id: string, zone: string): Promise<RowOf<typeof moves>[]> {
    return this.transactions.query(moves, [id, zone]);
  }

  /** Active customers by age, tier and home, all of them and those in the segment. */
  async makeup(id: string, { today, zone }: AudienceMoment): Promise<Group[]> {
    const { facts, memberFacts } = this.schema;
    const around = {
      key: `''`,
      today: '(select today from moment)',
      zone: '(select zone from moment)',
      currency: `''`,
      memberFacts: 'f',
    };
    const age = facts['member.age']('m', around);
    const text = `with moment as (select $2::date as today, $3::text as zone),
      known as (
        select ${bandOf(age)} as age, ${facts['member.tier']('m', around).own} as tier,
          ${facts['member.home-location']('m', around)} as location,
          exists (select from member_segments s where s.segment_id = $1::uuid and s.member_id = m.id) as inside
        from (select m.* from ${activeMembers('m')} and ${customersOnly('m')}) m ${memberFacts('m', 'f')})
      select case when grouping(age) = 0 then 'age' when grouping(tier) = 0 then 'tier'
          when grouping(location) = 0 then 'location' else 'all' end as kind,
        coalesce(case when grouping(age) = 0 then age end, case when grouping(tier) = 0 then tier end,
          case when grouping(location) = 0 then location end) as key,
        count(*)::int as "of", (count(*) filter (where inside))::int as members
      from known group by grouping sets ((age), (tier), (location), ()) order by 1, 2 nulls last`;
    return this.transactions.query(madeStatement<Group>(text), [id, today, zone]);
  }
}

const bandOf = (age: string): string =>
  `(case when ${age} < 18 then '0-17' when ${age} < 25 then '18-24' when ${age} < 35 then '25-34'
     when ${age} < 45 then '35-44' when ${age} < 55 then '45-54' when ${age} < 65 then '55-64'
     when ${age} >= 65 then '65+' end)`;
