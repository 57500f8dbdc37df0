import { Injectable } from '@nestjs/common';
import { getCouponPerformance, listCoupons, type Coupon } from '@regulars/contracts';
import { majorUnits } from '@regulars/loyalty';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ClubSettings, lastDayText, Reader } from '../club/index.ts';
import { CouponBatches, Coupons } from '../coupons/index.ts';
import { amountsText } from '../discounts/index.ts';
import { withWorth } from './points-worth.ts';
import { DiscountUses, type DiscountUse } from './discount-uses.repository.ts';

/** The export of coupons with what they brought, with names in the reader's language and last days as people read them. */
@Injectable()
export class ExportedCoupons {
  constructor(
    sources: ExportSources,
    coupons: Coupons,
    batches: CouponBatches,
    uses: DiscountUses,
    reader: Reader,
    club: ClubSettings,
  ) {
    sources.register({
      ...exportedList(listCoupons, {
        kind: 'coupons',
        page: async (_, query) => {
          const { of } = await reader.wording();
          const { timeZone, reportingCurrency: currency, points } = await club.current();
          const list = await coupons.list(query);
          const ids = list.data.map(({ id }) => id);
          const issued = await batches.issued(ids);
          const used = await uses.ofEach(ids, currency);
          const row = (coupon: Coupon): CouponRow => ({
            coupon,
            named: of(coupon.name),
            usableUntil: coupon.endsAt && lastDayText(coupon.endsAt, timeZone),
            issued: issued(coupon.id),
            uses: withWorth(points)(used(coupon.id)),
            currency,
          });
          return { ...list, data: list.data.map(row) };
        },
        columns: {
          id: ({ coupon }: CouponRow) => coupon.id,
          name: (row) => row.named,
          couponCode: ({ coupon }) => coupon.code,
          state: ({ coupon }) => coupon.state,
          validFrom: ({ coupon }) => coupon.startsAt,
          validUntil: (row) => row.usableUntil,
          issued: (row) => row.issued,
          redeemed: ({ uses }) => uses.times,
          members: ({ uses }) => uses.members,
          revenue: ({ uses, currency }) => majorUnits(uses.revenue, currency),
          takenOff: ({ uses, currency }) => majorUnits(uses.discount, currency),
          pointsAdded: ({ uses }) => uses.points,
          pointsWorth: ({ uses, currency }) =>
            uses.pointsCost === null ? null : majorUnits(uses.pointsCost, currency),
          currency: (row) => row.currency,
          budget: ({ coupon }) => amountsText(coupon.budget),
          budgetSpent: ({ coupon }) => amountsText(coupon.budget && coupon.figures.budgetSpent),
        },
      }),
      access: getCouponPerformance.access,
    });
  }
}

interface CouponRow {
  readonly coupon: Coupon;
  readonly named: string;
  readonly usableUntil: string | null;
  readonly issued: number | null;
  readonly uses: DiscountUse & { readonly pointsCost: number | null };
  readonly currency: string;
}
