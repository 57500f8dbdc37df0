import type { Condition } from '@regulars/conditions';
import type { PartnerLineError, Reward, Texts } from '@regulars/contracts';
import type { VoucherState } from '@regulars/loyalty';
import type { Name } from '../../platform/names.ts';
import type { VoucherTerms } from './given-voucher.ts';
import type { DatedCancellation, DatedRedemption } from './opened.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'rewards.kind': Reward['kind'];
  'vouchers.kind': Reward['kind'];
  'rewards.name': Texts;
  'rewards.description': Texts;
  'rewards.category': Texts;
  'rewards.picture': Reward['picture'];
  'rewards.to_pay': NonNullable<Reward['toPay']>;
  'rewards.event': NonNullable<Reward['event']>;
  'vouchers.event': NonNullable<Reward['event']>;
  'rewards.audience': Condition;
  'rewards.tier_prices': Reward['tierPrices'];
  'vouchers.to_pay': NonNullable<Reward['toPay']>;
  'vouchers.reward_name': Texts;
  'vouchers.picture': Reward['picture'];
  'reward-names:name': Name;
  'voucher-names:name': Name;
  'open_redemption()': DatedRedemption;
  'record_redemption()': 'recorded' | 'out-of-stock';
  'open_cancellation()': DatedCancellation | null;
  'record_cancellation()': 'recorded' | 'used';
  'redemptions-timeline:kind': 'voucher.issued' | 'voucher.used' | 'voucher.cancelled' | 'voucher.expired';
  'redemptions-timeline:at': Date;
  'redemptions-timeline:reward_name': Texts;
  'redemptions-expired:expired_at': string;
  'vouchers-list:usable': boolean;
  'granted-reward-lock:terms': VoucherTerms;
  'granted-voucher-find:state': VoucherState;
  'partner-code-errors:reason': PartnerLineError['reason'];
  'tier-gift-terms:terms': VoucherTerms | null;
};
