import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { SalesModule } from '../sales/index.ts';
import { DiscountHolds } from './discount-holds.ts';
import { DiscountHoldsRepository } from './discount-holds.repository.ts';
import { DiscountParticipant } from './discount-participant.ts';
import { DiscountReferences } from './discount-references.ts';
import { PersonalDiscounts } from './personal-discounts.repository.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { ReleaseDiscountHoldsJob } from './release-discount-holds.job.ts';

@Module({
  imports: [ClubModule, SalesModule],
  providers: [
    DiscountHolds,
    DiscountHoldsRepository,
    DiscountParticipant,
    DiscountReferences,
    PersonalDiscounts,
    RedemptionsRepository,
    ReleaseDiscountHoldsJob,
  ],
  exports: [DiscountHolds, DiscountReferences, RedemptionsRepository],
})
export class DiscountsModule {}
