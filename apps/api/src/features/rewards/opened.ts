import type { StoredWallet } from '../points/index.ts';
import type { RewardRow } from './reward.ts';
import type { VoucherRow } from './voucher.ts';

export interface OpenedRedemption {
  readonly wallets: readonly StoredWallet[];
  readonly reward: RewardRow | null;
  /** How often the member has had it. */
  readonly taken: number;
}

export interface OpenedCancellation {
  readonly wallets: readonly StoredWallet[];
  /** Null if the voucher was given. */
  readonly transactionId: string | null;
  readonly voucher: VoucherRow;
}

// JSON has no times: columns that are Dates in rows come as text.
export type Dated<Row> = {
  [Key in keyof Row]: Row[Key] extends Date
    ? string
    : Row[Key] extends Date | null
      ? string | null
      : Row[Key];
};

/** A reward as JSON of its row. */
export type RewardJson = Omit<
  RewardRow,
  | 'lowStock'
  | 'perMember'
  | 'validFrom'
  | 'validUntil'
  | 'voucherDays'
  | 'tierId'
  | 'toPay'
  | 'tierPrices'
  | 'updatedAt'
> & {
  readonly low_stock: number | null;
  readonly per_member: number | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly voucher_days: number;
  readonly tier_id: string | null;
  readonly to_pay: RewardRow['toPay'];
  readonly tier_prices: RewardRow['tierPrices'];
  readonly updated_at: string;
};

/** As `open_redemption` answers. */
export type DatedRedemption = Omit<OpenedRedemption, 'reward'> & { readonly reward: RewardJson | null };

/** As `open_cancellation` answers. */
export type DatedCancellation = Omit<OpenedCancellation, 'voucher'> & { readonly voucher: Dated<VoucherRow> };
