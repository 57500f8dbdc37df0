import { Injectable } from '@nestjs/common';
import { isoOf } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { momentsOf, type AskedPeriod, type AskedReview } from './asked-period.ts';
import type { BookedTier } from './ladder.ts';
import { jsonOf, type Measure } from './measure.ts';
import { statement } from './statements.ts';

/** Members in the same position, with credit below their tier. */
export interface FallingGroup extends BookedTier {
  readonly steppedAt: Date | null;
  /** When their own years end; null if there is one review for all members. */
  readonly ownReview: Date | null;
  /** The threshold that their credit reaches. */
  readonly reached: number;
  readonly members: number;
}

const counts = statement(
  'tier-counts',
  `select m.tier_id, count(*) as members
   from current_member_ids() as who(id) left join member_tiers m on m.member_id = who.id group by m.tier_id`,
);
const standing = `m.tier_id, m.stepped_at, reached.threshold as reached, own.review as own_review,
     case when m.granted_until is not null then jsonb_build_object('tierId', m.granted_tier, 'earnedId', m.earned_tier,
       'until', (date_part('epoch', m.granted_until) * 1000)::bigint) end as "grant"`;
const below = `
   from current_member_ids() as who(id) join member_tiers m on m.member_id = who.id
   join tiers t on t.id = case when m.granted_until is null then m.tier_id else m.earned_tier end and t.threshold > 0
   cross join lateral (select case when $3::jsonb is not null then tier_measured(m.member_id, $1, $2, $3)
     else (select greatest(0, coalesce(sum(c.credit), 0)) from status_credit c
       where c.member_id = m.member_id and c.quarter >= $1 and c.quarter < $2) end as credit) earned
   cross join lateral (select coalesce(max(r.threshold), 0) as threshold from tiers r where r.threshold <= earned.credit) reached
   cross join lateral (select case when $3 ? 'ownYears'
     then (select year.year_until from tier_year(m.member_id, $1, $2, $3->>'zone') year) end as review) own
   where t.threshold > earned.credit and (own.review is null or own.review <= $4)
   group by m.tier_id, m.stepped_at, m.granted_tier, m.earned_tier, m.granted_until, reached.threshold, own.review`;
const falling = statement('tier-falling', `select ${standing}, count(*) as members ${below}`);
const fallingMembers = statement(
  'tier-falling-members',
  `select ${standing}, array_agg(m.member_id) as member_ids ${below}`,
);
const regrouped = statement(
  'tier-regrouped',
  `select m.tier_id, reached.threshold as reached, count(*) as members,
     case when m.granted_until is not null then jsonb_build_object('tierId', m.granted_tier, 'earnedId', m.earned_tier,
       'until', (date_part('epoch', m.granted_until) * 1000)::bigint) end as "grant"
   from current_member_ids() as who(id) left join member_tiers m on m.member_id = who.id
   cross join lateral (select case when $3::jsonb is not null then tier_measured(who.id, $1, $2, $3)
     else (select greatest(0, coalesce(sum(c.credit), 0)) from status_credit c
       where c.member_id = who.id and c.quarter >= $1 and c.quarter < $2) end as credit) earned
   cross join lateral (select coalesce(max(r.threshold), 0) as threshold from tiers r where r.threshold <= earned.credit) reached
   group by m.tier_id, m.granted_tier, m.earned_tier, m.granted_until, reached.threshold`,
);

/** Members of the whole club by where they stand. */
@Injectable()
export class TierFiguresRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By the tier that was booked last; null for members who never changed one. */
  async members(): Promise<{ tierId: string | null; members: number }[]> {
    const rows = await this.transactions.query(counts);
    return rows.map(({ tier_id, members }) => ({ tierId: tier_id, members }));
  }

  /** All by the tier that was booked last, and by the threshold that they reach. */
  async regrouped(
    period: AskedPeriod,
    measure: Measure | null,
  ): Promise<Omit<FallingGroup, 'steppedAt' | 'ownReview'>[]> {
    const values = [...momentsOf(period), jsonOf(measure)] as const;
    const rows = await this.transactions.query(regrouped, values);
    return rows.map(({ tier_id, reached, members, grant }) => ({ tierId: tier_id, reached, members, grant }));
  }

  /** The members of each group that `falling` counts. */
  async fallingMembers(
    { period, horizon }: AskedReview,
    measure: Measure | null,
  ): Promise<(Omit<FallingGroup, 'members'> & { readonly memberIds: readonly string[] })[]> {
    const values = [...momentsOf(period), jsonOf(measure), isoOf(horizon)] as const;
    const rows = await this.transactions.query(fallingMembers, values);
    return rows.map(({ tier_id, stepped_at, own_review, reached, member_ids, grant }) => ({
      tierId: tier_id,
      steppedAt: stepped_at,
      ownReview: own_review,
      reached,
      memberIds: member_ids,
      grant,
    }));
  }

  /** Those whose credit of the period is below their earned tier. */
  async falling({ period, horizon }: AskedReview, measure: Measure | null): Promise<FallingGroup[]> {
    const values = [...momentsOf(period), jsonOf(measure), isoOf(horizon)] as const;
    const rows = await this.transactions.query(falling, values);
    return rows.map(({ tier_id, stepped_at, own_review, reached, members, grant }) => ({
      tierId: tier_id,
      steppedAt: stepped_at,
      ownReview: own_review,
      reached,
      members,
      grant,
    }));
  }
}
