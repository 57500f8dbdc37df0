import { Injectable } from '@nestjs/common';
import { BudgetSources } from '../discounts/index.ts';
import { LiveCoupons } from './live-coupons.ts';

/** The coupons whose budgets are watched. */
@Injectable()
export class CouponBudgets {
  constructor(sources: BudgetSources, coupons: LiveCoupons) {
    sources.register('coupon', (now) => coupons.liveAt(now));
  }
}
