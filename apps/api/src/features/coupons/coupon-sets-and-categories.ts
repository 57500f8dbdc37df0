import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { DiscountCategoryUses } from '../discounts/index.ts';
import { CouponsRepository } from './coupons.repository.ts';

/** The coupons that name a product set, and those in categories. An ended one takes nothing off, so it keeps no set. */
@Injectable()
export class CouponSetsAndCategories {
  constructor(uses: ProductSetUses, categories: DiscountCategoryUses, coupons: CouponsRepository) {
    categories.register('coupon', () => coupons.all());
    uses.register(async (setId) =>
      (await coupons.all())
        .filter(
          ({ state, terms, audience }) =>
            state !== 'ended' && namedSets({ ...terms, audience }).some(({ id }) => id === setId),
        )
        .map(({ id, name }) => ({ type: 'coupon' as const, id, name })),
    );
  }
}
