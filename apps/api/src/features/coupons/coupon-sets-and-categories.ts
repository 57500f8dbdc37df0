import { Injectable } from '@nestjs/common';
import { ConditionUses } from '../club/index.ts';
import { DiscountCategoryUses } from '../discounts/index.ts';
import { CouponsRepository } from './coupons.repository.ts';

/** What coupons ask, and those in categories. An ended one takes nothing off, so it keeps nothing. */
@Injectable()
export class CouponSetsAndCategories {
  constructor(uses: ConditionUses, categories: DiscountCategoryUses, coupons: CouponsRepository) {
    categories.register('coupon', () => coupons.all());
    uses.register(async () =>
      (await coupons.all())
        .filter(({ state }) => state !== 'ended')
        .map(({ id, name, terms, audience }) => ({
          type: 'coupon' as const,
          id,
          name,
          asks: { ...terms, audience },
        })),
    );
  }
}
