import { Injectable } from '@nestjs/common';
import type { Coupon } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Coupons } from '../coupons/index.ts';
import type { SurveyRow } from './survey.ts';

/** A coupon as thanks: a code that everyone has, so that it also thanks people without an account and without a name. */
@Injectable()
export class ThanksCodes {
  constructor(
    private readonly coupons: Coupons,
    private readonly clock: Clock,
  ) {}

  /** Null without a coupon, and while its code does not count. */
  async of({ thanksCouponId }: Pick<SurveyRow, 'thanksCouponId'>): Promise<string | null> {
    if (thanksCouponId === null) return null;
    const coupon = await this.#find(thanksCouponId);
    return coupon && this.#counts(coupon) ? coupon.code : null;
  }

  /** Throws `invalid-request` for a coupon that not everyone may use. */
  async assertForEveryone(couponId: string | null): Promise<void> {
    if (couponId === null) return;
    const coupon = await this.#find(couponId);
    if (!coupon) throw ClubError.field('invalid-request', '/thanksCouponId', 'no such coupon');
    if (coupon.code === null || coupon.audience !== null)
      throw ClubError.field('invalid-request', '/thanksCouponId', 'not a coupon with one code for everyone');
  }

  async #find(id: string): Promise<Coupon | null> {
    try {
      return await this.coupons.find(id);
    } catch (refusal) {
      if (refusal instanceof ClubError && refusal.code === 'not-found') return null;
      throw refusal;
    }
  }

  #counts({ state, startsAt, endsAt }: Coupon): boolean {
    const now = this.clock.now();
    const hasBegun = startsAt === null || Date.parse(startsAt) <= now;
    return state === 'live' && hasBegun && (endsAt === null || now < Date.parse(endsAt));
  }
}
