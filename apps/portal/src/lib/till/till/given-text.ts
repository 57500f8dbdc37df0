import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';

/** What a coupon, an offer or a discount by hand gives in a purchase: '−€4.00', '+100 points'. */
export const givenText = (
  { discount, points }: { readonly discount: number; readonly points: number },
  currency: string,
): string => (points > 0 ? `+${m.common_points({ count: points })}` : money(-discount, currency));
