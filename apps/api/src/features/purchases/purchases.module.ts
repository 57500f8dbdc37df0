import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/index.ts';
import { ChallengesModule } from '../challenges/index.ts';
import { ClubModule } from '../club/index.ts';
import { CouponsModule } from '../coupons/index.ts';
import { CustomEventsModule } from '../custom-events/index.ts';
import { DiscountsModule } from '../discounts/index.ts';
import { ManualDiscountsModule } from '../manual-discounts/index.ts';
import { EarningModule } from '../earning/index.ts';
import { FactsModule } from '../facts/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { InterestsModule } from '../interests/index.ts';
import { MembersModule } from '../members/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { PointsModule } from '../points/index.ts';
import { RateTablesModule } from '../rate-tables/index.ts';
import { RewardsModule } from '../rewards/index.ts';
import { SalesModule } from '../sales/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { BooksRepository } from './books.repository.ts';
import { BulkPurchases } from './bulk-purchases.ts';
import { BulkReturns } from './bulk-returns.ts';
import { InterestsOfPurchases } from './interests-of-purchases.ts';
import { Returnables } from './returnables.repository.ts';
import { Buyers } from './buyers.repository.ts';
import { ClaimsService } from './claims.service.ts';
import { ConditionWords } from './condition-words.ts';
import { RuleVerdicts } from './rule-verdicts.ts';
import { PurchaseTerms } from './context.ts';
import { ConvertPurchasesJob } from './convert-purchases.job.ts';
import { ExportedPurchases } from './exported-purchases.ts';
import { ExportedPurchaseLines } from './exported-purchase-lines.ts';
import { PurchaseFigures } from './figures.repository.ts';
import { LargeReturnsRepository } from './large-returns.repository.ts';
import { LargeReturns } from './large-returns.ts';
import { DraftRules } from './draft-rules.ts';
import { Intakes } from './intake.ts';
import { OpportunitiesController } from './opportunities.controller.ts';
import { Opportunities } from './opportunities.ts';
import { PastPurchases } from './past-purchases.repository.ts';
import { PurchaseBooks } from './purchase-books.ts';
import { PurchaseDiscounts } from './purchase-discounts.ts';
import { PurchaseHistoryRepository } from './purchase-history.repository.ts';
import { PurchasesOfMembers } from './purchases-of-members.ts';
import { PurchasesController } from './purchases.controller.ts';
import { PurchasesRepository } from './purchases.repository.ts';
import { PurchaseTimes } from './purchase-times.repository.ts';
import { PurchasesService } from './purchases.service.ts';
import { RecentBuyers } from './recent-buyers.repository.ts';
import { ReportingRepository } from './reporting.repository.ts';
import { ReturnReversalsController } from './return-reversals.controller.ts';
import { ReturnReversals } from './return-reversals.ts';
import { ReturnReversalsRepository } from './return-reversals.repository.ts';
import { ReversalBooks } from './reversal-books.ts';
import { ReturnsRepository } from './returns.repository.ts';
import { ReturnsService } from './returns.service.ts';
import { RuleTrialsController } from './rule-trials.controller.ts';
import { RuleTrials } from './rule-trials.ts';
import { SalesDays } from './sales-days.repository.ts';
import { ShownTrials } from './shown-trials.ts';
import { TriedBuyers } from './tried-buyers.ts';
import { TrialFigures } from './trial-figures.repository.ts';
import { TrialReports } from './trial-reports.ts';
import { TrialReportsController } from './trial-reports.controller.ts';
import { OfferReports } from './offer-reports.ts';
import { CouponReports } from './coupon-reports.ts';
import { DiscountReportsController } from './discount-reports.controller.ts';
import { DiscountUses } from './discount-uses.repository.ts';
import { ExportedCoupons } from './exported-coupons.ts';
import { OffersModule } from '../offers/index.ts';
import { OfferResults } from './offer-results.repository.ts';
import { TakeBacks } from './take-backs.ts';
import { UndonePurchases } from './undone-purchases.ts';
import { PersonalPurchases } from './personal-purchases.repository.ts';

@Module({
  imports: [
    CardsModule,
    ChallengesModule,
    ClubModule,
    CouponsModule,
    CustomEventsModule,
    DiscountsModule,
    ManualDiscountsModule,
    EarningModule,
    FactsModule,
    IdentityModule,
    InterestsModule,
    MembersModule,
    OffersModule,
    PermissionsModule,
    PointsModule,
    RateTablesModule,
    RewardsModule,
    SalesModule,
    TiersModule,
  ],
  controllers: [
    PurchasesController,
    RuleTrialsController,
    TrialReportsController,
    DiscountReportsController,
    ReturnReversalsController,
    OpportunitiesController,
  ],
  providers: [
    InterestsOfPurchases,
    PersonalPurchases,
    BooksRepository,
    BulkPurchases,
    BulkReturns,
    Returnables,
    Buyers,
    ClaimsService,
    ConditionWords,
    RuleVerdicts,
    ConvertPurchasesJob,
    ExportedPurchases,
    ExportedPurchaseLines,
    DraftRules,
    Intakes,
    LargeReturns,
    LargeReturnsRepository,
    Opportunities,
    PastPurchases,
    PurchaseBooks,
    PurchaseDiscounts,
    RecentBuyers,
    PurchaseFigures,
    PurchaseTimes,
    SalesDays,
    PurchaseHistoryRepository,
    PurchasesOfMembers,
    PurchaseTerms,
    PurchasesRepository,
    PurchasesService,
    ReportingRepository,
    ReturnReversals,
    ReturnReversalsRepository,
    ReversalBooks,
    ReturnsRepository,
    ReturnsService,
    RuleTrials,
    ShownTrials,
    TriedBuyers,
    TakeBacks,
    TrialFigures,
    TrialReports,
    CouponReports,
    DiscountUses,
    ExportedCoupons,
    OfferReports,
    OfferResults,
    UndonePurchases,
  ],
  exports: [
    BulkPurchases,
    BulkReturns,
    Buyers,
    Intakes,
    PurchaseBooks,
    PurchaseFigures,
    PurchaseTimes,
    PurchasesService,
    ReturnReversals,
    UndonePurchases,
  ],
})
export class PurchasesModule {}
