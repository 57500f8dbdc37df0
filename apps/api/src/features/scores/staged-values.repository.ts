import { Injectable } from '@nestjs/common';
import type { CutPlace } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import type { Tenth } from './kept-run.ts';
import type { StoredRun } from './score-runs.repository.ts';
import { statement } from './statements.ts';

const next = statement(
  'score-members-next',
  `select id from current_member_ids() id
   where id > $1 and not exists (select from member_kinds k where k.member_id = id) order by id limit $2`,
);
const stage = statement(
  'score-values-stage',
  `with found as materialized (select * from purchase_values($2::uuid[], $3, $4)),
     kept as (
       insert into score_values (run_id, member_id, days, purchases, value)
       select $1, f.member_id, ($4::timestamptz at time zone $5)::date - (f.last_at at time zone $5)::date, f.purchases, f.value from found f
       on conflict do nothing)
   select coalesce(sum(unconverted), 0)::int as unconverted from found`,
);
const addCohorts = statement(
  'score-cohorts-add',
  `insert into score_cohorts (run_id, month, later, members)
   select $1, b.first_month, c.later, count(*)
   from purchase_months($2::uuid[], $3, $4) b
   cross join lateral (select (date_part('year', age(b.month, b.first_month)) * 12 + date_part('month', age(b.month, b.first_month)))::int) c(later)
   where b.first_month >= $5::date
   group by 2, 3
   on conflict (run_id, month, later) do update set members = score_cohorts.members + excluded.members`,
);
const sums = statement(
  'score-values-sums',
  `select count(*)::int as buyers, coalesce(sum(value) filter (where value > 0), 0)::bigint as value from score_values where run_id = $1`,
);
/** The values at these places of the sorted values, counted from 0. */
const atPlaces = (column: string): string => `
  with tally as materialized (
    select ${column} as value, sum(count(*)) over (order by ${column}) as upto from score_values where run_id = $1 group by ${column})
  select wanted.place, (select min(t.value) from tally t where t.upto > wanted.place)::bigint as value
  from unnest($2::bigint[]) wanted(place)`;
const places = {
  days: statement('score-days-at', atPlaces('days')),
  purchases: statement('score-purchases-at', atPlaces('purchases')),
  value: statement('score-value-at', atPlaces('value')),
};
const tenths = statement(
  'score-tenths',
  `select count(*)::int as members, sum(value)::bigint as value
   from (select value, ntile(10) over (order by value desc, member_id) as tenth from score_values where run_id = $1) v
   group by tenth order by tenth`,
);
const page = statement(
  'score-values-page',
  `select member_id as id, days, purchases, value from score_values
   where run_id = $1 and (-value, member_id) > (-coalesce($2::bigint, 9223372036854775807), coalesce($3::uuid, '${lowestId}'))
   order by -value, member_id limit $4`,
);

export type Measured = keyof typeof places;

export interface Buyer {
  readonly id: string;
  readonly days: number;
  readonly purchases: number;
  readonly value: number;
}

type Staging = Pick<StoredRun, 'id' | 'since' | 'as_of' | 'zone'>;

/** What buyers are compared by, while a run is under way. */
@Injectable()
export class StagedValues {
  constructor(private readonly transactions: Transactions) {}

  /** Members after this one, by their ids. */
  async members(after: string | null, limit: number): Promise<string[]> {
    return (await this.transactions.query(next, [after ?? lowestId, limit])).map(({ id }) => id);
  }

  /** Returns how many of their purchases have no exchange rate. */
  async stage({ id, since, as_of, zone }: Staging, members: readonly string[]): Promise<number> {
    const [row] = await this.transactions.query(stage, [id, members, since, as_of, zone]);
    return row?.unconverted ?? 0;
  }

  /** Counts these members in their cohorts, of those who bought first from this month on. */
  async addCohorts({ id, as_of, zone }: Staging, members: readonly string[], from: string): Promise<void> {
    await this.transactions.query(addCohorts, [id, members, zone, as_of, from]);
  }

  /** How many buyers there are, and what those above zero brought. */
  async sums(runId: string): Promise<{ buyers: number; value: number }> {
    const [row] = await this.transactions.query(sums, [runId]);
    return { buyers: row?.buyers ?? 0, value: row?.value ?? 0 };
  }

  /** The sorted values at these places and the ones after them. */
  async at(
    runId: string,
    measured: Measured,
    wanted: readonly CutPlace[],
  ): Promise<(place: number) => number | undefined> {
    const asked = [...new Set(wanted.flatMap(({ place }) => [place, place + 1]))];
    const rows = await this.transactions.query(places[measured], [runId, asked]);
    const found = new Map(rows.map(({ place, value }) => [place, value]));
    return (place) => found.get(place) ?? undefined;
  }

  /** Most value first. */
  async tenths(runId: string): Promise<Tenth[]> {
    return this.transactions.query(tenths, [runId]);
  }

  /** In the order of value, after the last buyer of the page before. */
  async page(
    runId: string,
    after: { readonly value: number | null; readonly id: string | null },
    limit: number,
  ): Promise<Buyer[]> {
    return this.transactions.query(page, [runId, after.value, after.id, limit]);
  }
}
