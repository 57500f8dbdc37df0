import type { Texts } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'discount-category-names:name': Texts;
  'discount-budgets-spent:id': string;
  'discount-budgets-spent:currency': string;
  'discount-budgets-spent:budgetId': string;
  'discount-budgets-spent:spent': number;
  'discount-uses:id': string;
  'discount-uses:total': number;
  'discount-uses:held': number;
  'discount-uses:ofMember': number;
  'discount-uses:ofMemberToday': number;
  'discount-uses:today': number;
  'discount-uses:byCode': number;
  'discount-figures:id': string;
  'discount-figures:redeemed': number;
  'discount-figures:held': number;
};
