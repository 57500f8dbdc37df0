import { Injectable } from '@nestjs/common';
import { ConditionUses } from '../club/index.ts';
import { DiscountCategoryUses } from '../discounts/index.ts';
import { OffersRepository } from './offers.repository.ts';

/** What offers ask, and those in categories. An ended one takes nothing off, so it keeps nothing. */
@Injectable()
export class OfferSetsAndCategories {
  constructor(uses: ConditionUses, categories: DiscountCategoryUses, offers: OffersRepository) {
    categories.register('offer', () => offers.all());
    uses.register(async () =>
      (await offers.all())
        .filter(({ state }) => state !== 'ended')
        .map(({ id, name, terms, audience }) => ({
          type: 'offer' as const,
          id,
          name,
          asks: { ...terms, audience },
        })),
    );
  }
}
