import type { Coupon, CouponPerformance } from '@regulars/contracts';
import { givesPoints } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { count, money } from '#lib/ui/format.ts';

type Uses = CouponPerformance['uses'];

interface CostStat {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** What a coupon or an offer cost: what it took off, the points that it gave, or both if it was changed from one to the other. */
export const costStats = (effect: Coupon['effect'], uses: Uses, currency: string): CostStat[] => {
  const { discount, points, pointsCost } = uses;
  const gavePoints = points > 0 || givesPoints(effect);
  const off = { label: m.offers_cost(), value: money(discount, currency), note: m.offers_cost_note() };
  const worth =
    pointsCost === null
      ? m.offers_cost_note()
      : m.offers_points_worth({ amount: money(pointsCost, currency) });
  const given = { label: m.offers_points(), value: count(points), note: worth };
  return [...(discount > 0 || !gavePoints ? [off] : []), ...(gavePoints ? [given] : [])];
};
