import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { TimelineSlice } from '../members/index.ts';
import { statement } from './statements.ts';

/** Of one member and challenge. */
const listedPurchases = 100;
const listedFills = 10;

const shared = `c.id, c.name, c.picture, c.goal, c.repeats, c.most_filled, c.terms, c.reward,
  voucher_terms((c.reward->>'rewardId')::uuid) as voucher`;

// Those that are live, and those in which the member took part until they ended.
const own = statement(
  'member-challenges',
  `select ${shared}, c.description, c.state, c.starts_at, c.ends_at, challenge_periods($1, c.id) as periods
   from challenges c
   where c.state = 'live' and (c.starts_at is null or c.starts_at <= $2) and (c.ends_at is null or c.ends_at > $2)
     or c.state <> 'draft' and coalesce(c.ends_at, c.updated_at) > $3
       and exists (select from challenge_progress p where p.member_id = $1 and p.challenge_id = c.id and p.counted > 0)
   order by c.ends_at nulls last, c.id limit 50`,
);
const counts = statement(
  'member-challenge-counts',
  `select n.* from unnest($2::uuid[]) wanted(id) cross join lateral (
     select c.challenge_id, c.purchase_id, c.counted, c.reason, c.purchased_at, c.location_id, c.gross, c.currency, c.period, (
       select count(*) from challenge_fills f where f.member_id = c.member_id and f.challenge_id = c.challenge_id
         and f.purchase_id = c.purchase_id and f.state <> 'withdrawn') as filled
     from challenge_counts c where c.member_id = $1 and c.challenge_id = wanted.id
     order by c.purchased_at desc, c.purchase_id desc limit ${listedPurchases}) n`,
);
const fills = statement(
  'member-challenge-fills',
  `select n.* from unnest($2::uuid[]) wanted(id) cross join lateral (
     select f.challenge_id, f.voucher_id, f.filled_at, voucher_state(f.redemption_id, $3) as voucher
     from challenge_fills f where f.member_id = $1 and f.challenge_id = wanted.id and f.state <> 'withdrawn' and f.voucher_id is not null
     order by f.filled_at desc, f.id desc limit ${listedFills}) n`,
);
const ofPurchase = statement(
  'purchase-challenges',
  `select ${shared}, challenge_periods(n.member_id, c.id) as periods, n.period, n.counted as now, (
       select count(*) from challenge_fills f where f.member_id = n.member_id and f.challenge_id = c.id
         and f.purchase_id = n.purchase_id and f.state <> 'withdrawn') as filled_now
   from challenge_counts n join challenges c on c.id = n.challenge_id
   where n.purchase_id = $1 and n.counted > 0 and ($2::uuid[] is null or n.location_id = any($2)) order by c.id`,
);
const timeline = statement(
  'challenge-timeline',
  `select told.id, told.at, told.filled, c.name from (
     select f.id, f.filled_at as at, true as filled, f.challenge_id from challenge_fills f where f.member_id = $1
     union all
     select f.purchase_id, f.changed_at, false, f.challenge_id from challenge_fills f where f.member_id = $1 and f.state = 'withdrawn'
   ) told join challenges c on c.id = told.challenge_id
   where (told.at, told.id) < ($2, $3::uuid) order by told.at desc, told.id desc limit $4`,
);

export type MemberChallengeRow = RowOf<typeof own>;
export type CountRow = RowOf<typeof counts>;
export type FillRow = RowOf<typeof fills>;
export type PurchaseChallengeRow = RowOf<typeof ofPurchase>;

/** How far members are. */
@Injectable()
export class MemberChallengesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The next to end first. */
  async of(memberId: string, now: Date, endedAfter: Date): Promise<MemberChallengeRow[]> {
    return this.transactions.query(own, [memberId, now, endedAfter]);
  }

  /** The latest purchases of each challenge, the newest first. */
  async counts(memberId: string, challengeIds: readonly string[]): Promise<CountRow[]> {
    return this.transactions.query(counts, [memberId, challengeIds]);
  }

  /** The last filled cards of each challenge with the state of their vouchers, the newest first. */
  async fills(memberId: string, challengeIds: readonly string[], now: Date): Promise<FillRow[]> {
    return this.transactions.query(fills, [memberId, challengeIds, now]);
  }

  /** What a purchase counted, at these locations or anywhere. */
  async ofPurchase(purchaseId: string, within: readonly string[] | null): Promise<PurchaseChallengeRow[]> {
    return this.transactions.query(ofPurchase, [purchaseId, within]);
  }

  async timeline(memberId: string, { before, limit }: TimelineSlice): Promise<RowOf<typeof timeline>[]> {
    return this.transactions.query(timeline, [memberId, before.at, before.id, limit]);
  }
}
