import { Injectable } from '@nestjs/common';
import type { CouponPerformance } from '@regulars/contracts';
import { ClubSettings, Locations } from '../club/index.ts';
import { CouponBatches, Coupons } from '../coupons/index.ts';
import { DiscountUses } from './discount-uses.repository.ts';
import { withWorth } from './points-worth.ts';

const mostWeeks = 26;

/** What a coupon brought. Nobody is held out of it, so nobody can say what it changed. */
@Injectable()
export class CouponReports {
  constructor(
    private readonly coupons: Coupons,
    private readonly batches: CouponBatches,
    private readonly uses: DiscountUses,
    private readonly locations: Locations,
    private readonly club: ClubSettings,
  ) {}

  /** Throws `not-found`. */
  async of(couponId: string): Promise<CouponPerformance> {
    const { id } = await this.coupons.find(couponId);
    const { reportingCurrency: currency, points } = await this.club.current();
    const worth = withWorth(points);
    const names = await this.locations.names();
    const places = await this.uses.byPlace(id, currency);
    return {
      currency,
      issued: (await this.batches.issued([id]))(id),
      uses: worth(await this.uses.of(id, currency)),
      locations: places.map(({ locationId, ...uses }) => ({
        id: locationId,
        name: names.get(locationId) ?? '',
        ...worth(uses),
      })),
      channels: (await this.uses.byChannel(id, currency)).map(worth),
      weeks: (await this.uses.byWeek(id, currency, mostWeeks)).map(worth),
    };
  }
}
