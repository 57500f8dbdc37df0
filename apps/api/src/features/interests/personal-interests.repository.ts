import { Injectable } from '@nestjs/common';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { ChoicesRepository } from './choices.repository.ts';
import { DueRepository } from './due.repository.ts';
import { HeldInterests } from './held.repository.ts';
import { SignalsRepository } from './signals.repository.ts';
import { statement } from './statements.ts';

const choices = statement(
  'personal-interest-choices-told',
  `select interest, stated_at as "statedAt", blocked_at as "blockedAt", forgotten_until as "forgottenUntil"
   from interest_choices where member_id = $1 order by interest`,
);
const signals = statement(
  'personal-interest-signals-told',
  'select interest, source, strength, times, at from interest_signals where member_id = $1 order by interest, source',
);

/** What a member said about interests, and what was observed. */
@Injectable()
export class PersonalInterests {
  constructor(
    personal: PersonalData,
    said: ChoicesRepository,
    observed: SignalsRepository,
    held: HeldInterests,
    due: DueRepository,
  ) {
    personal.register({
      name: 'interests',
      tables: {
        interest_choices: {
          merges: moves(['interest'], { once: ['interest'] }),
          leaves: 'nothing',
          told: choices,
        },
        interest_signals: {
          merges: stays('observed again from what the survivor did'),
          leaves: 'nothing',
          told: signals,
        },
        interest_due: {
          merges: stays('who waits to be observed'),
          leaves: 'nothing',
          told: 'who is about to be observed again',
        },
      },
      erase: async ({ memberId }) => {
        await observed.forget([memberId]);
        await said.erase(memberId);
        await held.keepStated([memberId]);
        await due.erase(memberId);
      },
    });
  }
}
