import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { CouponReferences } from './coupon-references.ts';
import { CouponSetUses } from './coupon-set-uses.ts';
import { CouponsController } from './coupons.controller.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { Coupons } from './coupons.ts';
import { CouponEntity } from './entities/coupon.entity.ts';

@Module({
  imports: [TypeOrmModule.forFeature([CouponEntity]), ClubModule],
  controllers: [CouponsController],
  providers: [CouponReferences, CouponSetUses, Coupons, CouponsRepository],
  exports: [Coupons],
})
export class CouponsModule {}
