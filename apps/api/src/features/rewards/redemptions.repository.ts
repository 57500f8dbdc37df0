import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import type { PointsDocument } from '../points/index.ts';
import type { Dated, OpenedCancellation, OpenedRedemption, RewardJson } from './opened.ts';
import type { RewardRow } from './reward.ts';
import type { VoucherRow } from './voucher.ts';
import { statement } from './statements.ts';

export interface RedemptionDocument {
  /** The time now: what checkouts hold then is not left. */
  readonly at: string;
  readonly points: PointsDocument;
  readonly redemptions: readonly object[];
  readonly vouchers: readonly object[];
}

export interface TimelineRow {
  id: string;
  at: Date;
  kind: 'voucher.issued' | 'voucher.used' | 'voucher.cancelled' | 'voucher.expired';
  points: number | null;
  voucher_id: string;
  reward_name: VoucherRow['reward_name'];
  used_location_id: string | null;
}

export interface ExpiredRedemption {
  /** To the microsecond. */
  expired_at: string;
  redemption_id: string;
}

const open = statement('redemption-open', 'select open_redemption($1, $2, $3, $4) as opened');
const record = statement('redemption-record', 'select record_redemption($1) as outcome');
const openCancel = statement('cancellation-open', 'select open_cancellation($1, $2, $3) as opened');
const recordCancel = statement('cancellation-record', 'select record_cancellation($1) as outcome');
const takenBy = statement(
  'redemptions-taken',
  `select member_id, reward_id, count(*) as taken from redemptions
   where member_id = any($1) and cancelled_at is null and transaction_id is not null group by 1, 2`,
);
const timeline = statement(
  'redemptions-timeline',
  `select * from (
     select v.id, v.issued_at as at, 'voucher.issued' as kind, nullif(-d.points, 0) as points, v.id as voucher_id, v.reward_name, null::uuid as used_location_id
     from vouchers v join redemptions d on d.id = v.redemption_id where v.member_id = $1
     union all
     select d.id, d.cancelled_at, case v.state when 'expired' then 'voucher.expired' else 'voucher.cancelled' end, nullif(d.points, 0), v.id, v.reward_name, null
     from vouchers v join redemptions d on d.id = v.redemption_id where v.member_id = $1 and d.cancelled_at is not null
     union all
     select v.redemption_id, v.used_at, 'voucher.used', null, v.id, v.reward_name, v.used_location_id
     from vouchers v where v.member_id = $1 and v.state = 'used'
   ) told
   where (at, id) < ($2, $3::uuid) order by at desc, id desc limit $4`,
);

const expired = statement(
  'redemptions-expired',
  `select v.redemption_id, v.expires_at::text as expired_at from vouchers v
   where v.state = 'issued' and v.gives_back and v.expires_at <= $1
     and (v.held_until is null or v.held_until <= $1) and (v.expires_at, v.redemption_id) > ($2::timestamptz, $3::uuid)
   order by v.expires_at, v.redemption_id limit $4`,
);

const owner = statement('redemption-owner', 'select member_id from redemptions where id = $1');

@Injectable()
export class RedemptionsRepository {
  constructor(
    private readonly transactions: Transactions,
    owners: WalletOwners,
  ) {
    owners.register('redemption', (id) => this.ownerOf(id));
  }

  async ownerOf(id: string): Promise<string | undefined> {
    return (await this.transactions.query(owner, [id]))[0]?.member_id;
  }

  /** Without `allLots`, the wallet has the lots that are enough for the highest price of the reward. */
  async open(
    rewardId: string,
    memberId: string,
    { now, allLots }: { readonly now: Instant; readonly allLots: boolean },
  ): Promise<OpenedRedemption> {
    const [row] = await this.transactions.query(open, [rewardId, memberId, isoOf(now), allLots]);
    if (!row) throw new Error('open_redemption returned no row');
    const { reward, ...opened } = row.opened;
    return { ...opened, reward: reward && readReward(reward) };
  }

  async record(document: RedemptionDocument): Promise<'recorded' | 'out-of-stock'> {
    const values = [JSON.stringify(document)] as const;
    const [row] = await this.transactions.query(record, values);
    if (!row) throw new Error('record_redemption returned no row');
    return row.outcome;
  }

  /** Null if there is no such redemption or it belongs to someone else. */
  async openCancellation(id: string, owner: string | null, now: Instant): Promise<OpenedCancellation | null> {
    const [row] = await this.transactions.query(openCancel, [id, owner, isoOf(now)]);
    if (!row?.opened) return null;
    const { voucher, ...opened } = row.opened;
    return { ...opened, voucher: datedVoucher(voucher) };
  }

  async recordCancellation(document: {
    redemption_id: string;
    becomes: 'cancelled' | 'expired';
    at: string;
    points: PointsDocument;
  }): Promise<'recorded' | 'used'> {
    const values = [JSON.stringify(document)] as const;
    const [row] = await this.transactions.query(recordCancel, values);
    if (!row) throw new Error('record_cancellation returned no row');
    return row.outcome;
  }

  /** Those whose vouchers have expired and give something back, the longest expired first. */
  async expired(at: Date, after: ExpiredRedemption, limit: number): Promise<ExpiredRedemption[]> {
    return this.transactions.query(expired, [at, after.expired_at, after.redemption_id, limit]);
  }

  async takenBy(
    memberIds: readonly string[],
  ): Promise<{ member_id: string; reward_id: string; taken: number }[]> {
    return this.transactions.query(takenBy, [memberIds]);
  }

  async timeline(memberId: string, before: { at: Date; id: string }, limit: number): Promise<TimelineRow[]> {
    return this.transactions.query(timeline, [memberId, before.at, before.id, limit]);
  }
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

const readReward = ({
  low_stock,
  per_member,
  valid_from,
  valid_until,
  voucher_days,
  tier_id,
  to_pay,
  tier_prices,
  updated_at,
  ...row
}: RewardJson): RewardRow => ({
  ...row,
  lowStock: low_stock,
  perMember: per_member,
  validFrom: dateOrNull(valid_from),
  validUntil: dateOrNull(valid_until),
  voucherDays: voucher_days,
  tierId: tier_id,
  toPay: to_pay,
  tierPrices: tier_prices,
  updatedAt: new Date(updated_at),
});

const datedVoucher = (row: Dated<VoucherRow>): VoucherRow => ({
  ...row,
  issued_at: new Date(row.issued_at),
  expires_at: new Date(row.expires_at),
  held_until: dateOrNull(row.held_until),
  used_at: dateOrNull(row.used_at),
});
