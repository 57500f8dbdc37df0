import { Injectable } from '@nestjs/common';
import { ConditionUses } from '../club/index.ts';
import { ChallengesRepository } from './challenges.repository.ts';

/** What challenges ask. An ended one counts nothing more, so it keeps nothing. */
@Injectable()
export class ChallengeSetUses {
  constructor(uses: ConditionUses, challenges: ChallengesRepository) {
    uses.register(async () =>
      (await challenges.all())
        .filter(({ state }) => state !== 'ended')
        .map(({ id, name, terms }) => ({ type: 'challenge' as const, id, name, asks: terms })),
    );
  }
}
