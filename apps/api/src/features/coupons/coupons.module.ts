import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { DiscountsModule } from '../discounts/index.ts';
import { FactsModule } from '../facts/index.ts';
import { CouponCodes } from './coupon-codes.ts';
import { CouponSetUses } from './coupon-set-uses.ts';
import { CouponsController } from './coupons.controller.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { Coupons } from './coupons.ts';
import { CouponEntity } from './entities/coupon.entity.ts';
import { LiveCoupons } from './live-coupons.ts';
import { OwnCoupons } from './own-coupons.ts';

@Module({
  imports: [TypeOrmModule.forFeature([CouponEntity]), ClubModule, DiscountsModule, FactsModule],
  controllers: [CouponsController],
  providers: [CouponCodes, CouponSetUses, Coupons, CouponsRepository, LiveCoupons, OwnCoupons],
  exports: [CouponCodes, Coupons],
})
export class CouponsModule {}
