import { Injectable } from '@nestjs/common';
import { ConditionUses } from '../club/index.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** What surveys ask of their audience. An ended one asks nobody, so it keeps nothing. */
@Injectable()
export class SurveySetUses {
  constructor(uses: ConditionUses, surveys: SurveysRepository) {
    uses.register(async () =>
      (await surveys.all())
        .filter(({ state }) => state !== 'ended')
        .map(({ id, name, audience }) => ({ type: 'survey' as const, id, name, asks: audience })),
    );
  }
}
