import { Injectable } from '@nestjs/common';
import type { Coupon } from '@regulars/contracts';
import { localDateOf, startOfDate, type Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { Coupons } from './coupons.ts';

/** The coupons of which codes for one use are made, and when such codes end. */
@Injectable()
export class IssuedCoupons {
  constructor(
    private readonly coupons: Coupons,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async find(id: string): Promise<Coupon> {
    return this.coupons.find(id);
  }

  /** Throws `not-found`, `invalid-request` if the coupon has ended. */
  async open(id: string): Promise<Coupon> {
    const coupon = await this.find(id);
    if (coupon.state === 'ended') throw new ClubError('invalid-request', 'the coupon has ended');
    return coupon;
  }

  /** The end of the last of these days of the club, of which that of `at` is the first; null: it ends with its coupon. */
  async endAfter(days: number | null, at: Instant = this.clock.now()): Promise<Date | null> {
    if (days === null) return null;
    const { timeZone } = await this.club.current();
    return new Date(startOfDate(localDateOf(at, timeZone).add({ days }), timeZone));
  }
}
