import { Injectable } from '@nestjs/common';
import type { TierReason } from '@regulars/contracts';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import type { TimelineSlice } from '../members/index.ts';
import { momentsOf, type AskedPeriod } from './asked-period.ts';
import type { StoredGrant, StoredStanding } from './ladder.ts';
import { jsonOf, type Measure } from './measure.ts';
import { statement } from './statements.ts';

export interface MemberStanding extends StoredStanding {
  readonly memberId: string;
}

export interface ReviewedStanding extends MemberStanding {
  /** When a review lowered the earned tier; null if it moved otherwise since. */
  readonly steppedAt: Date | null;
}

/** Which members are due for a review at `now`. */
export interface ReviewsDue {
  /** Last reviewed before it; null if the beginning of each member's own year decides. */
  readonly dueBefore: Instant | null;
  readonly now: Instant;
  readonly zone: string;
}

/** A member who is looked at for a review. */
export interface MaybeDue {
  readonly memberId: string;
  /** As PostgreSQL writes it: to the microsecond. */
  readonly reviewedAt: string;
  readonly isDue: boolean;
}

interface ChangeRow {
  id: string;
  at: Date;
  fromCode: string | null;
  toCode: string | null;
  /** By language. */
  toName: Record<string, string> | null;
  status: number;
  reason: TierReason;
  upward: boolean;
  fromName: Record<string, string> | null;
  /** Of a granted tier: the manager's words, and who granted or ended it. */
  words: string | null;
  by: string | null;
}
export type StoredChange = Readonly<ChangeRow>;

interface StandingRow {
  member_id: string;
  tier_id: string | null;
  since: Date | null;
  credit: number;
  grant: StoredGrant | null;
}

const standings = statement(
  'tier-standings',
  'select member_id, tier_id, since, credit, "grant" from tier_standings($1, $2, $3, $4)',
);
const due = statement(
  'tier-reviews-due',
  `select member_id, reviewed_at::text as reviewed_at, true as due from member_tiers
   where reviewed_at < $1 and (reviewed_at, member_id) > ($2::timestamptz, $3::uuid) order by reviewed_at, member_id limit $4`,
);
// Only those who are due, and the last one who was looked at.
const dueInOwnYears = statement(
  'tier-reviews-due-in-own-years',
  `with page as materialized (
     select member_id, reviewed_at from member_tiers where member_id > $2::uuid order by member_id limit $3)
   select p.member_id, p.reviewed_at::text as reviewed_at, p.reviewed_at < year.year_from as due from page p
   left join lateral tier_year(p.member_id, $1, $1, $4) year on true
   where p.reviewed_at < year.year_from or p.member_id = (select last.member_id from page last order by last.member_id desc limit 1)
   order by p.member_id`,
);
const notReviewed = statement(
  'tier-reviews-not-done',
  `select m.member_id from member_tiers m
   join unnest($1::uuid[], $2::timestamptz[]) as looked(id, at) on looked.id = m.member_id and looked.at = m.reviewed_at
   order by m.member_id`,
);
const grantText = `case when m.granted_until is not null then jsonb_build_object('tierId', m.granted_tier, 'earnedId', m.earned_tier,
     'until', (date_part('epoch', m.granted_until) * 1000)::bigint) end as "grant"`;
const reviewed = statement(
  'tier-reviewed',
  `select m.member_id, m.tier_id, m.since, m.stepped_at, earned.credit, ${grantText}
   from (
     select counted.member_id, max(counted.credit) as credit
     from unnest($2::timestamptz[], $3::timestamptz[]) as period(counts_from, counts_until)
     cross join lateral tier_counted($1, period.counts_from, period.counts_until, $4) counted group by 1
   ) earned join member_tiers m on m.member_id = earned.member_id`,
);
const counted = statement(
  'tier-counted',
  `select earned.member_id, m.tier_id, m.since, earned.credit, ${grantText}
   from tier_counted($1, $2, $3, $4) earned left join member_tiers m on m.member_id = earned.member_id`,
);
const markReviewed = statement(
  'tier-mark-reviewed',
  'update member_tiers set reviewed_at = $2 where member_id = any($1) and reviewed_at < $2',
);
// In the order in which others lock the rows of several members.
const markAllReviewed = statement(
  'tier-mark-all-reviewed',
  `update member_tiers set reviewed_at = $1 where member_id in (
     select m.member_id from member_tiers m where m.reviewed_at < $1 order by m.member_id for update)`,
);
const withCredit = statement(
  'tier-with-credit',
  `select distinct member_id from status_credit where ($1::uuid is null or member_id > $1)
     and ($3::uuid[] is null or member_id = any($3)) order by member_id limit $2`,
);
const everyone = statement(
  'tier-everyone',
  `select who.id as member_id from current_member_ids() as who(id) where ($1::uuid is null or who.id > $1)
     and ($3::uuid[] is null or who.id = any($3)) order by who.id limit $2`,
);
const endedGrants = statement(
  'tier-grants-ended',
  `select member_id from member_tiers where granted_until <= $1 and ($2::uuid is null or member_id > $2)
   order by member_id limit $3`,
);
const former = statement(
  'tier-former-members',
  `select member_id from member_tiers where member_id = any($1) and member_status(member_id) = 'closed'`,
);
const change = statement('tier-change', 'select change_tiers($1)');
const history = statement(
  'tier-history',
  `select c.id, c.at, lower.code as "fromCode", upper.code as "toCode", upper.name as "toName", c.status, c.reason,
     coalesce(upper.threshold, -1) > coalesce(lower.threshold, -1) as upward,
     lower.name as "fromName", case when c.reason = 'granted' then g.reason end as words,
     case when c.reason = 'granted' then g.granted_by else g.ended_by end as by
   from tier_changes c left join tiers lower on lower.id = c.from_tier left join tiers upper on upper.id = c.to_tier
   left join tier_grants g on g.member_id = c.member_id and g.id = c.grant_id
   where c.member_id = $1 and (c.at, c.id) < ($2, $3::uuid) order by c.at desc, c.id desc limit $4`,
);

/** Before all members. */
const first = { memberId: lowestId, reviewedAt: '-infinity' };

@Injectable()
export class StandingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async standings(
    memberIds: readonly string[],
    period: AskedPeriod,
    measure: Measure | null,
  ): Promise<MemberStanding[]> {
    const values = [memberIds, ...momentsOf(period), jsonOf(measure)] as const;
    const rows = await this.transactions.query(standings, values);
    return rows.map(show);
  }

  /** Of the next members, who may be due; the last one who was looked at is always among them. None at the end. */
  async maybeDue(
    { dueBefore, now, zone }: ReviewsDue,
    after: MaybeDue | null,
    limit: number,
  ): Promise<MaybeDue[]> {
    const { memberId, reviewedAt } = after ?? first;
    const rows =
      dueBefore === null
        ? await this.transactions.query(dueInOwnYears, [isoOf(now), memberId, limit, zone])
        : await this.transactions.query(due, [isoOf(dueBefore), reviewedAt, memberId, limit]);
    return rows.map((row) => ({
      memberId: row.member_id,
      reviewedAt: row.reviewed_at,
      isDue: row.due ?? false,
    }));
  }

  /** Those that nobody reviewed since they were looked at, in the order of their ids. */
  async notReviewed(looked: readonly MaybeDue[]): Promise<string[]> {
    const ids = looked.map(({ memberId }) => memberId);
    const times = looked.map(({ reviewedAt }) => reviewedAt);
    return idsOf(await this.transactions.query(notReviewed, [ids, times]));
  }

  /** Members with a grant that ended and is not booked as ended, in the order of their ids. */
  async endedGrants(at: Instant, after: string | null, limit: number): Promise<string[]> {
    return idsOf(await this.transactions.query(endedGrants, [isoOf(at), after, limit]));
  }

  /** As `standings` for many members. */
  async counted(
    memberIds: readonly string[],
    period: AskedPeriod,
    measure: Measure | null,
  ): Promise<MemberStanding[]> {
    const values = [memberIds, ...momentsOf(period), jsonOf(measure)] as const;
    const rows = await this.transactions.query(counted, values);
    return rows.map(show);
  }

  /** With the best credit of the periods. */
  async reviewed(
    memberIds: readonly string[],
    periods: readonly AskedPeriod[],
    measure: Measure | null,
  ): Promise<ReviewedStanding[]> {
    const from = periods.map((period) => momentsOf(period)[0]);
    const until = periods.map((period) => momentsOf(period)[1]);
    const rows = await this.transactions.query(reviewed, [memberIds, from, until, jsonOf(measure)]);
    return rows.map((row) => ({ ...show(row), steppedAt: row.stepped_at }));
  }

  /** Those who were not moved in their review. */
  async markReviewed(memberIds: readonly string[], at: Date): Promise<void> {
    await this.transactions.query(markReviewed, [memberIds, at]);
  }

  async markAllReviewed(at: Date): Promise<void> {
    await this.transactions.query(markAllReviewed, [at]);
  }

  /** Members with something that may count, in the order of their ids; of all, or of these. */
  async withCredit(
    after: string | null,
    limit: number,
    of: readonly string[] | null,
    measure: Measure | null,
  ): Promise<string[]> {
    const isCredit = measure === null || measure.by === 'credit';
    return idsOf(await this.transactions.query(isCredit ? withCredit : everyone, [after, limit, of]));
  }

  /** Which of them are no longer members. */
  async former(memberIds: readonly string[]): Promise<Set<string>> {
    return new Set(idsOf(await this.transactions.query(former, [memberIds])));
  }

  async change(rows: readonly object[]): Promise<void> {
    await this.transactions.query(change, [JSON.stringify(rows)]);
  }

  async history(
    memberId: string,
    { before, limit }: Pick<TimelineSlice, 'before' | 'limit'>,
  ): Promise<StoredChange[]> {
    return this.transactions.query(history, [memberId, before.at, before.id, limit]);
  }
}

const show = ({ member_id, tier_id, since, credit, grant }: StandingRow): MemberStanding => ({
  memberId: member_id,
  tierId: tier_id,
  since,
  credit,
  grant,
});
const idsOf = (rows: readonly { member_id: string }[]): string[] => rows.map((row) => row.member_id);
