import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'coupon-names:name': Name;
  'coupon-figures:id': string;
  'coupon-figures:redeemed': number;
  'coupon-figures:held': number;
  'coupon-uses:id': string;
  'coupon-uses:total': number;
  'coupon-uses:ofMember': number;
  'coupon-uses:ofMemberToday': number;
};
