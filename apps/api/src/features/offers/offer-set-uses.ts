import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { OffersRepository } from './offers.repository.ts';

/** The offers that name a product set. An ended one takes nothing off, so it keeps no set. */
@Injectable()
export class OfferSetUses {
  constructor(uses: ProductSetUses, offers: OffersRepository) {
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
