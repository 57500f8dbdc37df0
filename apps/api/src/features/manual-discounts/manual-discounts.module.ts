import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { SalesModule } from '../sales/index.ts';
import { ExportedManualDiscounts } from './exported-manual-discounts.ts';
import { ManualDiscountBooks } from './manual-discount-books.ts';
import { ManualDiscountParticipant } from './manual-discount-participant.ts';
import { ManualDiscountsController } from './manual-discounts.controller.ts';
import { ManualDiscountsRepository } from './manual-discounts.repository.ts';
import { PersonalManualDiscounts } from './personal-manual-discounts.repository.ts';

@Module({
  imports: [ClubModule, SalesModule],
  controllers: [ManualDiscountsController],
  providers: [
    ExportedManualDiscounts,
    ManualDiscountBooks,
    ManualDiscountParticipant,
    ManualDiscountsRepository,
    PersonalManualDiscounts,
  ],
  exports: [ManualDiscountsRepository],
})
export class ManualDiscountsModule {}
