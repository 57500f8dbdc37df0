import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { FactSources, FactsModule } from '../facts/index.ts';
import { SalesModule } from '../sales/index.ts';
import { EarningModule } from '../earning/index.ts';
import { discountFacts } from './fact-source.ts';
import { BudgetSources } from './budget-sources.ts';
import { DiscountBudgets } from './discount-budgets.ts';
import { DiscountCategories } from './discount-categories.ts';
import { DiscountCategoriesController } from './discount-categories.controller.ts';
import { DiscountCategoriesRepository } from './discount-categories.repository.ts';
import { DiscountCategoryTrail } from './discount-category-trail.ts';
import { DiscountCategoryUses } from './discount-category-uses.ts';
import { DiscountHolds } from './discount-holds.ts';
import { DiscountHoldsRepository } from './discount-holds.repository.ts';
import { DiscountParticipant } from './discount-participant.ts';
import { DiscountReferences } from './discount-references.ts';
import { DiscountCategoryEntity } from './entities/discount-category.entity.ts';
import { LoneRedemptions } from './lone-redemptions.ts';
import { LoneRedemptionsRepository } from './lone-redemptions.repository.ts';
import { OwnDiscounts } from './own-discounts.ts';
import { OwnUsesRepository } from './own-uses.repository.ts';
import { PersonalDiscounts } from './personal-discounts.repository.ts';
import { Redeemables } from './redeemables.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { ReleaseDiscountHoldsJob } from './release-discount-holds.job.ts';
import { WatchDiscountBudgetsJob } from './watch-discount-budgets.job.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([DiscountCategoryEntity]),
    ClubModule,
    EarningModule,
    FactsModule,
    SalesModule,
  ],
  controllers: [DiscountCategoriesController],
  providers: [
    BudgetSources,
    DiscountBudgets,
    DiscountCategories,
    DiscountCategoriesRepository,
    DiscountCategoryTrail,
    DiscountCategoryUses,
    DiscountHolds,
    DiscountHoldsRepository,
    DiscountParticipant,
    DiscountReferences,
    LoneRedemptions,
    LoneRedemptionsRepository,
    OwnDiscounts,
    OwnUsesRepository,
    PersonalDiscounts,
    Redeemables,
    RedemptionsRepository,
    ReleaseDiscountHoldsJob,
    WatchDiscountBudgetsJob,
  ],
  exports: [
    BudgetSources,
    DiscountBudgets,
    DiscountCategoryUses,
    DiscountHolds,
    DiscountReferences,
    LoneRedemptions,
    OwnDiscounts,
    Redeemables,
    RedemptionsRepository,
  ],
})
export class DiscountsModule {
  constructor(sources: FactSources) {
    sources.register(discountFacts);
  }
}
