import { Controller } from '@nestjs/common';
import {
  getCouponPerformance,
  getOfferPerformance,
  type CouponPerformance,
  type OfferPerformance,
} from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { CouponReports } from './coupon-reports.ts';
import { OfferReports } from './offer-reports.ts';

@Controller()
export class DiscountReportsController {
  constructor(
    private readonly offers: OfferReports,
    private readonly coupons: CouponReports,
  ) {}

  @Contract(getOfferPerformance)
  async offer(@Input() { params }: InputOf<typeof getOfferPerformance>): Promise<OfferPerformance> {
    return this.offers.of(params.id);
  }

  @Contract(getCouponPerformance)
  async coupon(@Input() { params }: InputOf<typeof getCouponPerformance>): Promise<CouponPerformance> {
    return this.coupons.of(params.id);
  }
}
