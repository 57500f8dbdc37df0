import type { Referral } from '@regulars/contracts';
import type { ReservedBudget } from '../earning/index.ts';

/** What columns hold beyond what PostgreSQL knows. */
export type Columns = {
  'referrals.state': Referral['state'];
  'referrals.way': Referral['way'];
  'referrals.signs': Referral['signs'];
  'referral-budgets:budgets': ReservedBudget[] | null;
  'referral-list:member_name': string | null;
  'referral-list:friend_name': string | null;
  'referral-find:member_name': string | null;
  'referral-find:friend_name': string | null;
};
