import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import { ConditionReferences } from '../club/index.ts';
import { DiscountReferences } from '../discounts/index.ts';
import { assertAudience, Audiences } from '../facts/index.ts';
import type { OfferContent } from './offer.ts';

/** What an offer names, and its audience. */
@Injectable()
export class OfferReferences {
  constructor(
    private readonly discounts: DiscountReferences,
    private readonly references: ConditionReferences,
    private readonly audiences: Audiences,
  ) {}

  /** Throws `unknown-location`, `unknown-product-set`, `unknown-segment` with pointers. */
  async assertKnown(content: OfferContent): Promise<void> {
    await this.discounts.assertKnown(content);
  }

  /** Throws `invalid-request`, `unknown-product-set`, `unknown-segment` with pointers. */
  async audienceOf(audience: Condition | null): Promise<{ members: number; of: number }> {
    assertAudience(audience);
    await this.references.assertKnown({ audience });
    const of = await this.audiences.count(null);
    return { members: audience ? await this.audiences.count(audience) : of, of };
  }
}
