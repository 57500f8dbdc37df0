import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { ChallengesRepository } from './challenges.repository.ts';

/** The challenges that name a product set. An ended one counts nothing more, so it keeps no set. */
@Injectable()
export class ChallengeSetUses {
  constructor(uses: ProductSetUses, challenges: ChallengesRepository) {
    uses.register(async (setId) =>
      (await challenges.all())
        .filter(({ state, terms }) => state !== 'ended' && namedSets(terms).some(({ id }) => id === setId))
        .map(({ id, name }) => ({ type: 'challenge' as const, id, name })),
    );
  }
}
