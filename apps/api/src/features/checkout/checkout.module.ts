import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { CouponsModule } from '../coupons/index.ts';
import { DiscountsModule } from '../discounts/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { OffersModule } from '../offers/index.ts';
import { PointsModule } from '../points/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { SalesModule } from '../sales/index.ts';
import { RewardsModule } from '../rewards/index.ts';
import { Candidates } from './candidates.ts';
import { CartCodes } from './cart-codes.ts';
import { CartDiscounts } from './cart-discounts.ts';
import { CartPoints } from './cart-points.ts';
import { CartPricing } from './cart-pricing.ts';
import { CodeGuesses } from './code-guesses.ts';
import { CodeRedemptionsController } from './code-redemptions.controller.ts';
import { CodeRedemptions } from './code-redemptions.ts';
import { RedeemedCodes } from './redeemed-codes.ts';
import { CheckoutHolds } from './checkout-holds.ts';
import { CheckoutParticipant } from './checkout-participant.ts';
import { CheckoutSales } from './checkout-sales.ts';
import { CheckoutWords } from './checkout-words.ts';
import { CheckoutsController } from './checkouts.controller.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';
import { Checkouts } from './checkouts.ts';
import { CouponRefusalsController } from './coupon-refusals.controller.ts';
import { CouponRefusals } from './coupon-refusals.ts';
import { CouponValidation } from './coupon-validation.ts';
import { DiscountExamples } from './discount-examples.ts';
import { PastCheckouts } from './past-checkouts.ts';
import { PersonalCheckouts } from './personal-checkouts.repository.ts';
import { QualifyingCarts } from './qualifying-carts.ts';
import { PointHolds } from './point-holds.ts';
import { RefusalsRepository } from './refusals.repository.ts';
import { RefusedCodes } from './refused-codes.ts';
import { ReplacedCarts } from './replaced-carts.ts';
import { Reservations } from './reservations.ts';
import { SweepCheckoutsJob } from './sweep-checkouts.job.ts';
import { SweepRefusalsJob } from './sweep-refusals.job.ts';
import { TellExpiredCheckoutsJob } from './tell-expired-checkouts.job.ts';

@Module({
  imports: [
    ClubModule,
    CouponsModule,
    DiscountsModule,
    IdentityModule,
    OffersModule,
    PointsModule,
    PurchasesModule,
    RewardsModule,
    SalesModule,
  ],
  controllers: [CheckoutsController, CodeRedemptionsController, CouponRefusalsController],
  providers: [
    CartCodes,
    CartDiscounts,
    Candidates,
    CartPoints,
    CartPricing,
    CheckoutHolds,
    CheckoutParticipant,
    CheckoutSales,
    CheckoutWords,
    Checkouts,
    CheckoutsRepository,
    CodeGuesses,
    CodeRedemptions,
    CouponRefusals,
    CouponValidation,
    DiscountExamples,
    PastCheckouts,
    PersonalCheckouts,
    QualifyingCarts,
    PointHolds,
    RedeemedCodes,
    RefusalsRepository,
    RefusedCodes,
    ReplacedCarts,
    Reservations,
    SweepCheckoutsJob,
    SweepRefusalsJob,
    TellExpiredCheckoutsJob,
  ],
})
export class CheckoutModule {}
