import type { Challenge, Texts } from '@regulars/contracts';
import type { NotCounted, PeriodProgress } from '@regulars/loyalty';
import type { Name } from '../../platform/names.ts';
import type { VoucherTerms } from '../rewards/index.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'challenges.name': Texts;
  'challenges.description': Texts;
  'challenges.terms': Challenge['terms'];
  'challenges.picture': Challenge['picture'];
  'challenge_counts.reason': NotCounted;
  'challenge-names:name': Name;
  'live-challenges:live': boolean;
  'challenge-figures:vouchersUsed': number;
  'challenges.reward': Challenge['reward'];
  'challenge_fills.reward': Challenge['reward'];
  'member-challenges:periods': readonly PeriodProgress[];
  'purchase-challenges:periods': readonly PeriodProgress[];
  'member-challenges:voucher': VoucherTerms | null;
  'purchase-challenges:voucher': VoucherTerms | null;
  'member-challenge-fills:voucher': 'issued' | 'used' | 'cancelled' | 'expired';
  'member-challenge-fills:voucher_id': string;
  'member-challenge-badges:key': string;
  'member-challenge-badges:given_at': Date;
  'member-challenge-badges:badge': Extract<Challenge['reward'], { kind: 'badge' }>;
  'challenge-badges:key': string;
  'challenge-badges:name': Texts;
  'challenge-timeline:at': Date;
  'challenge-timeline:filled': boolean;
};
