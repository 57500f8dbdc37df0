import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** The surveys whose audience names a product set. An ended one asks nobody, so it keeps no set. */
@Injectable()
export class SurveySetUses {
  constructor(uses: ProductSetUses, surveys: SurveysRepository) {
    uses.register(async (setId) =>
      (await surveys.all())
        .filter(
          ({ state, audience }) =>
            state !== 'ended' && namedSets({ audience }).some(({ id }) => id === setId),
        )
        .map(({ id, name }) => ({ type: 'survey' as const, id, name })),
    );
  }
}
