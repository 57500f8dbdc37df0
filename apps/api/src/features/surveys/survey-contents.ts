import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { ConditionReferences, Locations } from '../club/index.ts';
import { ThanksCodes } from './thanks-codes.ts';
import { assertSound, type SurveyContent } from './survey.ts';

/** What a draft may name. */
@Injectable()
export class SurveyContents {
  constructor(
    private readonly references: ConditionReferences,
    private readonly locations: Locations,
    private readonly codes: ThanksCodes,
  ) {}

  /** Throws `invalid-request` with pointers, `unknown-product-set`, `unknown-segment`. */
  async assertPossible(content: SurveyContent): Promise<void> {
    assertSound(content);
    await this.codes.assertForEveryone(content.thanksCouponId);
    await this.references.assertKnown({ audience: content.audience });
    const known = new Set((await this.locations.all()).map(({ code }) => code));
    const errors = (content.distribution.locations ?? []).flatMap((code, index) =>
      known.has(code) ? [] : [{ pointer: `/distribution/locations/${index}`, message: 'no such location' }],
    );
    if (errors.length > 0) throw new ClubError('invalid-request', { errors });
  }
}
