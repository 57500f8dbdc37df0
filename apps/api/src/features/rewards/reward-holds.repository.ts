import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { PointsDocument } from '../points/index.ts';
import { statement } from './statements.ts';

const hold = statement('reward-holds-take', 'select hold_rewards($1) as outcome');
const live = statement(
  'reward-holds-live',
  `select reward_id as "rewardId", location_id as "locationId", member_id as "memberId", count(*) as pieces from reward_holds
   where held_until > $2 and reward_id = any($1) group by 1, 2, 3`,
);
const release = statement(
  'reward-holds-release',
  'delete from reward_holds where checkout_id = $1 returning voucher_id as "voucherId", points_hold_id as "holdId", held_until as "until"',
);
// Rows that a checkout gives back at this moment are gone without us.
const sweep = statement(
  'reward-holds-sweep',
  `delete from reward_holds where voucher_id in (
     select voucher_id from reward_holds where held_until <= $1 for update skip locked)`,
);

/** A piece that a checkout holds. */
export interface HeldPiece {
  readonly voucher_id: string;
  readonly checkout_id: string;
  readonly reward_id: string;
  readonly member_id: string;
  readonly location_id: string | null;
  readonly points_hold_id: string;
  readonly held_until: string;
}

export type LiveHold = RowOf<typeof live>;

@Injectable()
export class RewardHoldsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** With the points. */
  async take(document: {
    readonly at: string;
    readonly points: PointsDocument;
    readonly holds: readonly HeldPiece[];
  }): Promise<'held' | 'out-of-stock'> {
    const [row] = await this.transactions.query(hold, [JSON.stringify(document)]);
    if (!row) throw new Error('hold_rewards returned no row');
    return row.outcome;
  }

  /** What all checkouts hold of these rewards. */
  async live(rewardIds: readonly string[], at: Date): Promise<LiveHold[]> {
    return rewardIds.length === 0 ? [] : this.transactions.query(live, [rewardIds, at]);
  }

  /** Tells what it held, also if its time is over. */
  async release(checkoutId: string): Promise<RowOf<typeof release>[]> {
    return this.transactions.query(release, [checkoutId]);
  }

  async sweep(at: Date): Promise<void> {
    await this.transactions.query(sweep, [at]);
  }
}
