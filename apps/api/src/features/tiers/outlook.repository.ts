import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { momentsOf, type AskedReview } from './asked-period.ts';
import type { BookedTier } from './ladder.ts';
import { jsonOf, type Measure } from './measure.ts';
import { statement } from './statements.ts';

/** What decides whether a member's tier falls soon. */
export interface StoredOutlook extends BookedTier {
  readonly memberId: string;
  readonly steppedAt: Date | null;
  /** For each of the asked periods, in their order. */
  readonly credits: readonly number[];
  /** When the member's year ends, which is when the review is; null if there is one for all members. */
  readonly ownReview: Date | null;
  /** The tier that the member was last told to lose, and until when nobody repeats it. */
  readonly warnedTier: string | null;
  readonly warnedUntil: Date | null;
}

interface Warning {
  readonly memberId: string;
  readonly tierId: string;
  readonly until: Instant;
}

const outlook = statement(
  'tier-outlook',
  `select m.member_id, m.tier_id, m.stepped_at, m.warned_tier, m.warned_until,
     (select jsonb_agg(greatest(0, coalesce(earned.credit, 0)) order by period.place)
      from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as period(counts_from, counts_until, place)
      cross join lateral (select case
        when $4::jsonb is not null then tier_measured(m.member_id, period.counts_from, period.counts_until, $4)
        else (select sum(c.credit) from status_credit c
          where c.member_id = m.member_id and c.quarter >= period.counts_from and c.quarter < period.counts_until) end as credit) earned
     ) as credits,
     case when $4 ? 'ownYears' then (select year.year_until from tier_year(m.member_id, ($2::timestamptz[])[1], ($3::timestamptz[])[1], $4->>'zone') year)
       end as own_review,
     case when m.granted_until is not null then jsonb_build_object('tierId', m.granted_tier, 'earnedId', m.earned_tier,
       'until', (date_part('epoch', m.granted_until) * 1000)::bigint) end as "grant"
   from member_tiers m where m.member_id = any($1)`,
);
const atRisk = statement(
  'tier-at-risk',
  `select m.member_id from member_tiers m
   join tiers t on t.id = case when m.granted_until is null then m.tier_id else m.earned_tier end
   where ($4::uuid[] is null or m.member_id = any($4))
     and (m.warned_tier is distinct from t.id or m.warned_until <= $3)
     and t.threshold > case when $5::jsonb is not null then tier_measured(m.member_id, $1, $2, $5)
       else coalesce((select sum(c.credit) from status_credit c
         where c.member_id = m.member_id and c.quarter >= $1 and c.quarter < $2), 0) end
     and (($5 ? 'ownYears') is not true or (select year.year_until from tier_year(m.member_id, $1, $2, $5->>'zone') year) <= $6)
   order by m.member_id`,
);
const warn = statement(
  'tier-warn',
  `update member_tiers m set warned_tier = n.tier_id, warned_until = n.until
   from jsonb_to_recordset($1) as n(member_id uuid, tier_id uuid, until timestamptz) where m.member_id = n.member_id`,
);

/** What members lose soon, and what they were told of it. */
@Injectable()
export class OutlookRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Of those who ever changed a tier. */
  async of(
    memberIds: readonly string[],
    reviews: readonly AskedReview[],
    measure: Measure | null,
  ): Promise<StoredOutlook[]> {
    const from = reviews.map(({ period }) => momentsOf(period)[0]);
    const until = reviews.map(({ period }) => momentsOf(period)[1]);
    const rows = await this.transactions.query(outlook, [memberIds, from, until, jsonOf(measure)]);
    return rows.map((row) => ({
      memberId: row.member_id,
      tierId: row.tier_id,
      grant: row.grant,
      steppedAt: row.stepped_at,
      credits: row.credits,
      ownReview: row.own_review,
      warnedTier: row.warned_tier,
      warnedUntil: row.warned_until,
    }));
  }

  /**
   * Members whose credit of the review is below their earned tier, and who were not told at `at`, in the order of their
   * ids; of all, or of these.
   */
  async atRisk(
    { period, horizon }: AskedReview,
    at: Instant,
    { of, measure }: { readonly of: readonly string[] | null; readonly measure: Measure | null },
  ): Promise<string[]> {
    const rows = await this.transactions.query(atRisk, [
      ...momentsOf(period),
      isoOf(at),
      of,
      jsonOf(measure),
      isoOf(horizon),
    ]);
    return rows.map((row) => row.member_id);
  }

  async warn(warnings: readonly Warning[]): Promise<void> {
    const rows = warnings.map(({ memberId, tierId, until }) => ({
      member_id: memberId,
      tier_id: tierId,
      until: isoOf(until),
    }));
    await this.transactions.query(warn, [JSON.stringify(rows)]);
  }
}
