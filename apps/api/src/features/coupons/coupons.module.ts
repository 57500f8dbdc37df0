import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { DiscountsModule } from '../discounts/index.ts';
import { SalesModule } from '../sales/index.ts';
import { CouponCodes } from './coupon-codes.ts';
import { CouponHolds } from './coupon-holds.ts';
import { CouponHoldsRepository } from './coupon-holds.repository.ts';
import { CouponParticipant } from './coupon-participant.ts';
import { CouponSetUses } from './coupon-set-uses.ts';
import { CouponsController } from './coupons.controller.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { Coupons } from './coupons.ts';
import { CouponEntity } from './entities/coupon.entity.ts';
import { LiveCoupons } from './live-coupons.ts';
import { PersonalCoupons } from './personal-coupons.repository.ts';
import { ReleaseCouponHoldsJob } from './release-coupon-holds.job.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';

@Module({
  imports: [TypeOrmModule.forFeature([CouponEntity]), ClubModule, DiscountsModule, SalesModule],
  controllers: [CouponsController],
  providers: [
    CouponCodes,
    CouponHolds,
    CouponHoldsRepository,
    CouponParticipant,
    CouponSetUses,
    Coupons,
    CouponsRepository,
    LiveCoupons,
    PersonalCoupons,
    ReleaseCouponHoldsJob,
    RedemptionsRepository,
  ],
  exports: [CouponCodes, CouponHolds, Coupons],
})
export class CouponsModule {}
