import { Injectable } from '@nestjs/common';
import type { OwnDiscount } from '@regulars/contracts';
import { localDateOf, type CouponUses } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubSettings, Locations } from '../club/index.ts';
import { DiscountBudgets, isUsedUp } from './discount-budgets.ts';
import type { StoredDiscount } from './discount.ts';
import { OwnUsesRepository, type OwnUse } from './own-uses.repository.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import type { DiscountTerms } from './terms.ts';

/** What a member used, and how they see their coupons or offers. */
export interface OwnDiscountsOfMember {
  /** Of what they used, the latest first. */
  readonly usedIds: readonly string[];
  /** @param left how often the member can still use it; null for any number */
  readonly show: (discount: StoredDiscount, left: number | null) => OwnDiscount;
}

/** Coupons and offers as a member sees them. */
@Injectable()
export class OwnDiscounts {
  constructor(
    private readonly uses: OwnUsesRepository,
    private readonly redemptions: RedemptionsRepository,
    private readonly budgets: DiscountBudgets,
    private readonly locations: Locations,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async of(memberId: string, sort: 'coupon' | 'offer'): Promise<OwnDiscountsOfMember> {
    const used = await this.uses.of(memberId, sort);
    const names = await this.locations.names();
    const nameOf = (locationId: string): string => names.get(locationId) ?? '';
    return {
      usedIds: [...new Set(used.map(({ discountId }) => discountId))],
      show: (discount, left) => ({
        ...showOwn(discount, nameOf),
        left,
        uses: used.filter(({ discountId }) => discountId === discount.id).map(showUse(nameOf)),
      }),
    };
  }

  /** By the id of the coupon or the offer: how often the member can still use it now. */
  async leftOf(
    memberId: string,
    discounts: readonly StoredDiscount[],
  ): Promise<(discount: StoredDiscount) => number | null> {
    const at = this.clock.now();
    const { timeZone } = await this.club.current();
    const usesOf = await this.redemptions.usesOf(discounts, {
      memberId,
      localDay: localDateOf(at, timeZone).toString(),
      at,
    });
    const budgetLeft = await this.budgets.leftOf(discounts, at);
    return ({ id, terms }) => (isUsedUp(budgetLeft(id)) ? 0 : usesLeft(terms.limits, usesOf(id)));
  }
}

/** How often a member can still use it; null for any number. */
export const usesLeft = (
  { total, perMember, perCode }: DiscountTerms['limits'],
  uses: Pick<CouponUses, 'total' | 'ofMember' | 'byCode'>,
): number | null => {
  const least = Math.min(
    total === null ? Infinity : total - uses.total,
    perMember === null ? Infinity : perMember - uses.ofMember,
    perCode === null ? Infinity : perCode - uses.byCode,
  );
  return least === Infinity ? null : Math.max(0, least);
};

const showOwn = (
  { id, name, description, picture, endsAt, terms }: StoredDiscount,
  nameOf: (locationId: string) => string,
): Omit<OwnDiscount, 'left' | 'uses'> => ({
  id,
  name,
  description,
  picture,
  effect: terms.effect,
  nth: terms.nth,
  atMost: terms.atMost,
  minimumSpend: terms.minimumSpend,
  exclusive: terms.exclusive,
  endsAt: endsAt && toInstant(endsAt),
  weekdays: terms.weekdays,
  hours: terms.hours,
  locations: terms.locations && terms.locations.map((place) => ({ id: place, name: nameOf(place) })),
  channels: terms.channels,
});

const showUse =
  (nameOf: (locationId: string) => string) =>
  ({ id, purchaseId, at, locationId, discount, points, currency }: OwnUse): OwnDiscount['uses'][number] => ({
    id,
    purchaseId,
    at: toInstant(at),
    location: nameOf(locationId),
    discount,
    points,
    currency,
  });
