import { Module } from '@nestjs/common';
import { SalesModule } from '../sales/index.ts';
import { ManualDiscountParticipant } from './manual-discount-participant.ts';
import { ManualDiscountsRepository } from './manual-discounts.repository.ts';
import { PersonalManualDiscounts } from './personal-manual-discounts.repository.ts';

@Module({
  imports: [SalesModule],
  providers: [ManualDiscountParticipant, ManualDiscountsRepository, PersonalManualDiscounts],
  exports: [ManualDiscountsRepository],
})
export class ManualDiscountsModule {}
