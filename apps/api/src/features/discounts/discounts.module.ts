import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { SalesModule } from '../sales/index.ts';
import { EarningModule } from '../earning/index.ts';
import { BudgetSources } from './budget-sources.ts';
import { DiscountBudgets } from './discount-budgets.ts';
import { DiscountHolds } from './discount-holds.ts';
import { DiscountHoldsRepository } from './discount-holds.repository.ts';
import { DiscountParticipant } from './discount-participant.ts';
import { DiscountReferences } from './discount-references.ts';
import { LoneRedemptions } from './lone-redemptions.ts';
import { LoneRedemptionsRepository } from './lone-redemptions.repository.ts';
import { OwnDiscounts } from './own-discounts.ts';
import { OwnUsesRepository } from './own-uses.repository.ts';
import { PersonalDiscounts } from './personal-discounts.repository.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { ReleaseDiscountHoldsJob } from './release-discount-holds.job.ts';
import { WatchDiscountBudgetsJob } from './watch-discount-budgets.job.ts';

@Module({
  imports: [ClubModule, EarningModule, SalesModule],
  providers: [
    BudgetSources,
    DiscountBudgets,
    DiscountHolds,
    DiscountHoldsRepository,
    DiscountParticipant,
    DiscountReferences,
    LoneRedemptions,
    LoneRedemptionsRepository,
    OwnDiscounts,
    OwnUsesRepository,
    PersonalDiscounts,
    RedemptionsRepository,
    ReleaseDiscountHoldsJob,
    WatchDiscountBudgetsJob,
  ],
  exports: [
    BudgetSources,
    DiscountBudgets,
    DiscountHolds,
    DiscountReferences,
    LoneRedemptions,
    OwnDiscounts,
    RedemptionsRepository,
  ],
})
export class DiscountsModule {}
