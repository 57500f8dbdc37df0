import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { DiscountCategoryUses } from '../discounts/index.ts';
import { OffersRepository } from './offers.repository.ts';

/** The offers that name a product set, and those in categories. An ended one takes nothing off, so it keeps no set. */
@Injectable()
export class OfferSetsAndCategories {
  constructor(uses: ProductSetUses, categories: DiscountCategoryUses, offers: OffersRepository) {
    categories.register('offer', () => offers.all());
    uses.register(async (setId) =>
      (await offers.all())
        .filter(
          ({ state, terms, audience }) =>
            state !== 'ended' && namedSets({ ...terms, audience }).some(({ id }) => id === setId),
        )
        .map(({ id, name }) => ({ type: 'offer' as const, id, name })),
    );
  }
}
