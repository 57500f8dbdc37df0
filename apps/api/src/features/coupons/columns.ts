import type { CodeLineError, CouponBatch } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'coupon-names:name': Name;
  'code-import-add:id': string;
  'code-import-add:own': boolean;
  'coupon_batches.kind': CouponBatch['kind'];
  'coupon_batches.state': CouponBatch['state'];
  'coupon-batch-find:used': number;
  'coupon-batches-list:used': number;
  'coupon_code_errors.reason': CodeLineError['reason'];
  'coupon-codes-known:used': boolean;
};
