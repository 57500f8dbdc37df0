import { Injectable } from '@nestjs/common';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const progress = statement(
  'personal-challenge-progress-told',
  'select challenge_id as "challenge", period, counted, used from challenge_progress where member_id = $1',
);
const counts = statement(
  'personal-challenge-counts-told',
  `select challenge_id as "challenge", purchase_id as "purchase", counted, reason, purchased_at as "purchasedAt" from challenge_counts
   where member_id = $1 order by purchased_at, purchase_id`,
);
const fills = statement(
  'personal-challenge-fills-told',
  `select challenge_id as "challenge", purchase_id as "purchase", filled_at as "filledAt", state from challenge_fills
   where member_id = $1 order by filled_at, id`,
);

/** What counted stays in the books under the member's id, like the purchases. */
@Injectable()
export class PersonalChallenges {
  constructor(personal: PersonalData) {
    personal.register({
      name: 'challenges',
      tables: {
        challenge_progress: {
          merges: stays('MergedChallenges adds both up'),
          leaves: 'pseudonym',
          told: progress,
        },
        challenge_counts: {
          merges: moves(['challenge_id', 'purchase_id'], { purchase: 'purchase_id' }),
          leaves: 'pseudonym',
          told: counts,
        },
        challenge_fills: {
          merges: moves(['id'], { purchase: 'purchase_id' }),
          leaves: 'pseudonym',
          told: fills,
        },
      },
    });
  }
}
