import { Injectable } from '@nestjs/common';
import { ClubChanges } from '../club/index.ts';
import { ChoicesRepository } from './choices.repository.ts';
import { HeldInterests } from './held.repository.ts';
import { InterestSettingsRepository } from './interest-settings.repository.ts';
import { SignalsRepository } from './signals.repository.ts';

/** An interest that the club removes goes from everything that interests keep, in the same transaction. */
@Injectable()
export class RemovedInterests {
  constructor(
    changes: ClubChanges,
    choices: ChoicesRepository,
    signals: SignalsRepository,
    held: HeldInterests,
    settings: InterestSettingsRepository,
  ) {
    changes.onInterestsRemoved(async (left) => {
      for (const kept of [settings, signals, choices, held]) await kept.keepInterests(left);
    });
  }
}
