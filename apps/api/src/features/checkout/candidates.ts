import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';
import {
  localDateOf,
  type Channel,
  type Instant,
  type NotRedeemed,
  type Redeemable,
} from '@regulars/loyalty';
import { ClubSettings } from '../club/index.ts';
import { CouponCodes } from '../coupons/index.ts';
import { CartOffers } from '../offers/index.ts';

interface CandidateSale {
  readonly at: Instant;
  readonly locationId: string;
  readonly channel: Channel;
  readonly memberId: string | null;
}

/** A live coupon or an offer of the member that may count for a cart. */
export interface Candidate {
  readonly kind: 'coupon' | 'offer';
  readonly id: string;
  readonly version: number;
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
    private readonly club: ClubSettings,
  ) {}

  async of(sale: CandidateSale): Promise<Candidate[]> {
    const { memberId, ...moment } = sale;
    const { timeZone: zone } = await this.club.current();
    const localDay = localDateOf(sale.at, zone).toString();
    const said = await this.codes.every({ ...sale, zone, localDay });
    const offers = await this.offers.every(memberId, { ...moment, zone });
    return [
      ...said.flatMap(({ code, coupon, verdict }): Candidate[] =>
        coupon ? [{ kind: 'coupon', ...coupon, code, ready: true, verdict }] : [],
      ),
      ...offers.map((offer): Candidate => ({ kind: 'offer', code: null, ...offer })),
    ];
  }
}
