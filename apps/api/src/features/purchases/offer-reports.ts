import { Injectable } from '@nestjs/common';
import type { Offer, OfferPerformance } from '@regulars/contracts';
import { instantOf, type Sample } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { Offers } from '../offers/index.ts';
import { areEnough, each, shownDifference } from './compared-parts.ts';
import { DiscountUses } from './discount-uses.repository.ts';
import { withWorth } from './points-worth.ts';
import { OfferResults, type OfferArmPart } from './offer-results.repository.ts';

/** What an offer brought: the members who met it, compared with those who are held out of it. */
@Injectable()
export class OfferReports {
  constructor(
    private readonly offers: Offers,
    private readonly results: OfferResults,
    private readonly uses: DiscountUses,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async of(offerId: string): Promise<OfferPerformance> {
    const offer = await this.offers.find(offerId);
    const { reportingCurrency: currency, points } = await this.club.current();
    const now = this.clock.now();
    const until = Math.min(now, endOf(offer));
    const arms = await this.results.arms(offerId, offer.heldOut, new Date(until), currency);
    const enough = areEnough(arms.offered, arms.heldOut);
    const difference = (of: (part: OfferArmPart) => Sample): OfferPerformance['difference'] =>
      enough ? shownDifference(of(arms.offered), of(arms.heldOut)) : null;
    return {
      heldOut: offer.heldOut,
      until: toInstant(until),
      running: until === now,
      currency,
      uses: withWorth(points)(await this.uses.of(offerId, currency)),
      parts: { offered: partOf(arms.offered), heldOut: partOf(arms.heldOut) },
      enough,
      difference: difference(({ spent }) => spent),
      differenceBefore: difference(({ spentBefore }) => spentBefore),
    };
  }
}

/** An offer that a manager ended is changed no more. */
const endOf = ({ state, endsAt, updatedAt }: Offer): number =>
  Math.min(
    endsAt === null ? Infinity : instantOf(endsAt),
    state === 'ended' ? instantOf(updatedAt) : Infinity,
  );

const partOf = ({
  members,
  buyers,
  purchases,
  revenue,
}: OfferArmPart): OfferPerformance['parts']['offered'] => ({
  members,
  buyers,
  purchases,
  revenue,
  revenuePerMember: each(revenue, members),
});
