import type { Referral } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows. */
export type Columns = {
  'referrals.state': Referral['state'];
  'referrals.way': Referral['way'];
  'referrals.signs': Referral['signs'];
  'referral-list:member_name': string | null;
  'referral-list:friend_name': string | null;
  'referral-find:member_name': string | null;
  'referral-find:friend_name': string | null;
};
