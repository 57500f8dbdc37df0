import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';
import type { Channel, Instant, NotRedeemed, Redeemable } from '@regulars/loyalty';
import { CouponCodes } from '../coupons/index.ts';
import { CartOffers } from '../offers/index.ts';

interface CandidateSale {
  readonly at: Instant;
  readonly zone: string;
  /** Of the club. */
  readonly localDay: string;
  readonly locationId: string;
  readonly channel: Channel;
  readonly memberId: string | null;
}

/** A live coupon or an offer of the member that may count for a cart. */
export interface Candidate {
  readonly kind: 'coupon' | 'offer';
  readonly id: string;
  readonly name: Texts;
  readonly code: string | null;
  /** False for an offer that the member has to activate first. */
  readonly ready: boolean;
  readonly verdict: { readonly redeemable: Redeemable } | { readonly because: NotRedeemed };
}

@Injectable()
export class Candidates {
  constructor(
    private readonly codes: CouponCodes,
    private readonly offers: CartOffers,
  ) {}

  async of(sale: CandidateSale): Promise<Candidate[]> {
    const { memberId, localDay: _, ...moment } = sale;
    const said = await this.codes.every(sale);
    const offers = await this.offers.every(memberId, moment);
    return [
      ...said.flatMap(({ code, coupon, verdict }): Candidate[] =>
        coupon ? [{ kind: 'coupon', id: coupon.id, name: coupon.name, code, ready: true, verdict }] : [],
      ),
      ...offers.map((offer): Candidate => ({ kind: 'offer', code: null, ...offer })),
    ];
  }
}
