import { Injectable } from '@nestjs/common';
import { isoOf, type Instant, type Sample } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

/** A share of the members over a time, and over the same length of time before it. */
export interface TrialTime {
  readonly ruleId: string;
  readonly share: number;
  readonly before: Instant;
  readonly from: Instant;
  readonly until: Instant;
  readonly currency: string;
}

/** The members of one part of a trial. Amounts are less returns. */
export interface TrialPart {
  readonly members: number;
  /** Of them, with a purchase. */
  readonly buyers: number;
  readonly purchases: number;
  readonly revenue: number;
  readonly points: number;
  /** Revenue of each member. */
  readonly spent: Sample;
  /** Of those who had joined before the trial, in the time before it. */
  readonly spentBefore: Sample;
}

export interface TrialParts {
  readonly in: TrialPart;
  readonly out: TrialPart;
}

// What was returned counts where the goods were bought, whenever they came back: it is the same for both parts.
const parts = statement(
  'trial-parts',
  `with spent as (
     select p.member_id,
       count(*) filter (where p.purchased_at >= $4) as purchases,
       coalesce(sum(a.kept) filter (where p.purchased_at >= $4), 0) as revenue,
       coalesce(sum(p.earned - p.returned_points) filter (where p.purchased_at >= $4), 0) as points,
       coalesce(sum(a.kept) filter (where p.purchased_at < $4), 0) as before
     from purchases p cross join lateral (
       select case when p.reporting_currency = $6 and p.gross <> 0
         then round(p.reporting_gross * ((p.gross - p.returned_gross)::numeric / p.gross)) end as kept
     ) a
     where p.purchased_at >= $3 and p.purchased_at < $5 and p.member_id is not null
     group by p.member_id
   ), of_member as (
     select is_in_trial(m.id, $1::uuid, $2::integer) as inside, m.joined_at < $4 as joined_before,
       coalesce(s.purchases, 0) as purchases, coalesce(s.revenue, 0)::double precision as revenue,
       coalesce(s.points, 0) as points, coalesce(s.before, 0)::double precision as before
     from members_joined_before($5) m left join spent s on s.member_id = m.id
   )
   select inside, count(*) as members, count(*) filter (where purchases > 0) as buyers,
     coalesce(sum(purchases), 0)::bigint as purchases, coalesce(sum(revenue), 0)::bigint as revenue,
     coalesce(sum(points), 0)::bigint as points, coalesce(avg(revenue), 0) as mean, coalesce(var_samp(revenue), 0) as variance,
     count(*) filter (where joined_before) as members_before,
     coalesce(avg(before) filter (where joined_before), 0) as mean_before,
     coalesce(var_samp(before) filter (where joined_before), 0) as variance_before
   from of_member group by inside`,
);

/** What the members in a trial and the others bought. Reads only, off the path of sales. */
@Injectable()
export class TrialFigures {
  constructor(private readonly transactions: Transactions) {}

  async of({ ruleId, share, before, from, until, currency }: TrialTime): Promise<TrialParts> {
    const values = [ruleId, share, isoOf(before), isoOf(from), isoOf(until), currency] as const;
    const rows = await this.transactions.query(parts, values);
    const part = (inside: boolean): TrialPart => {
      const row = rows.find((one) => one.inside === inside);
      return row
        ? {
            members: row.members,
            buyers: row.buyers,
            purchases: row.purchases,
            revenue: row.revenue,
            points: row.points,
            spent: { count: row.members, mean: row.mean, variance: row.variance },
            spentBefore: {
              count: row.members_before,
              mean: row.mean_before,
              variance: row.variance_before,
            },
          }
        : nobody;
    };
    return { in: part(true), out: part(false) };
  }
}

const none: Sample = { count: 0, mean: 0, variance: 0 };
const nobody: TrialPart = {
  members: 0,
  buyers: 0,
  purchases: 0,
  revenue: 0,
  points: 0,
  spent: none,
  spentBefore: none,
};
