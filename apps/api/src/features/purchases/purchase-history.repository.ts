import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { TimelineSlice } from '../members/index.ts';
import { statement } from './statements.ts';

const withinPlaces = '($5::uuid[] is null or p.location_id = any($5))';
// A claimed purchase is shown when it happened; the claim shows with its points.
const timeline = statement(
  'purchase-timeline',
  `select id, at, kind, purchase_id, points, amount, currency, details from (
     (select p.id, p.purchased_at as at, 'purchase.recorded' as kind, p.id as purchase_id, p.earned as points, p.gross as amount,
        p.currency, jsonb_build_object('receipt', p.receipt_number, 'claimed', p.claimed_at is not null) as details
      from purchases p where p.member_id = $1 and (p.purchased_at, p.id) < ($2, $3::uuid) and ${withinPlaces}
      order by p.purchased_at desc, p.id desc limit $4)
     union all
     (select r.id, r.returned_at, 'purchase.returned', p.id, -r.taken_back, r.amount, p.currency,
        jsonb_build_object('receipt', p.receipt_number, 'debt', r.debt, 'forgiven', r.forgiven, 'expired', r.expired)
      from purchases p join purchase_returns r on r.purchase_id = p.id
      where p.member_id = $1 and (r.returned_at, r.id) < ($2, $3::uuid) and ${withinPlaces}
      order by r.returned_at desc, r.id desc limit $4)
     union all
     (select r.reversal_id, r.reversed_at, 'return.reversed', p.id, r.given_back, r.amount, p.currency,
        jsonb_build_object('receipt', p.receipt_number)
      from purchases p join purchase_returns r on r.purchase_id = p.id
      where p.member_id = $1 and (r.reversed_at, r.reversal_id) < ($2, $3::uuid) and ${withinPlaces}
      order by r.reversed_at desc, r.reversal_id desc limit $4)
   ) told order by at desc, id desc limit $4`,
);

const buyers = statement(
  'purchase-buyers-among',
  'select distinct member_id from purchases where member_id = any($1)',
);

/** Purchases and returns of a member, for the timeline. */
@Injectable()
export class PurchaseHistoryRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Members with at least one purchase. */
  async buyersOf(memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(buyers, [memberIds]);
    return rows.map(({ member_id }) => member_id);
  }

  async timeline(memberId: string, { before, limit, within }: TimelineSlice): Promise<TimelineEntry[]> {
    const rows = await this.transactions.query(timeline, [memberId, before.at, before.id, limit, within]);
    return rows.map(({ id, at, kind, purchase_id, points, amount, currency, details }) => ({
      id,
      at: toInstant(at),
      kind,
      points,
      amount: { amount, currency },
      subject: { type: 'purchase', id: purchase_id },
      details,
    }));
  }
}
