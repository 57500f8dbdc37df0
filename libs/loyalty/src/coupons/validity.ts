import type { Instant } from '../clock.ts';
import type { Channel } from '../earning/purchase.ts';

/** When, where and how often a coupon can be redeemed. Null means that nothing is asked. */
export interface CouponValidity {
  readonly state: 'draft' | 'live' | 'paused' | 'ended';
  readonly startsAt: Instant | null;
  /** Exclusive. */
  readonly endsAt: Instant | null;
  /** 1 is Monday, in the club's time zone. Hours over midnight belong to the day on which they begin. */
  readonly weekdays: readonly number[] | null;
  readonly hours: Hours | null;
  readonly locationIds: readonly string[] | null;
  readonly channels: readonly Channel[] | null;
  readonly limits: CouponLimits;
  /** It adds to the points of a purchase, so it needs one with a member. */
  readonly givesPoints?: boolean;
}

/** Local times of a day, `17:00`. The end is exclusive; `24:00` is the end of the day. An earlier end is on the next day. */
export interface Hours {
  readonly from: string;
  readonly until: string;
}

/** How often a coupon can be redeemed; null for any number. */
export interface CouponLimits {
  readonly total: number | null;
  readonly perMember: number | null;
  /** In one day of the club. */
  readonly perMemberAndDay: number | null;
  /** In one day of the club, by all together. */
  readonly perDay: number | null;
  /** With the code that everyone types. */
  readonly perCode: number | null;
}

/** How often a coupon was redeemed, without what came back. What has no limit need not be counted. */
export interface CouponUses {
  readonly total: number;
  readonly ofMember: number;
  readonly ofMemberToday: number;
  readonly today: number;
  readonly byCode: number;
  /** Of `total`, what other checkouts only hold; absent: not asked. */
  readonly held?: number;
}

/** The sale in which someone wants to redeem a coupon. */
export interface CouponSale {
  readonly at: Instant;
  /** Of the club. */
  readonly zone: string;
  readonly locationId: string;
  readonly channel: Channel;
  readonly hasMember: boolean;
  /** With the code that everyone types. */
  readonly byCode: boolean;
  /** A till prices its sale itself and records no purchase. */
  readonly withoutPurchase?: boolean;
}

/** Why a coupon cannot be redeemed, whatever is in the cart. */
export type CouponRefusal =
  | { readonly kind: 'paused' | 'expired' | 'wrong-location' | 'wrong-channel' | 'wrong-time' }
  | { readonly kind: 'not-yet-valid'; readonly from: Instant }
  /** It gives points for a purchase, and there is none. */
  | { readonly kind: 'needs-purchase' }
  | { readonly kind: 'needs-member' | 'code-used-up' | 'limit-of-day' }
  /** `held`: it may be free again, because other checkouts only hold the last of it. */
  | { readonly kind: 'used-up'; readonly held?: true }
  /** The member has redeemed it as often as allowed, in all or today. */
  | { readonly kind: 'limit-of-member'; readonly most: number; readonly today: boolean };

/** Null if it can be redeemed. */
export function couponRefusal(
  coupon: CouponValidity,
  sale: CouponSale,
  uses: CouponUses,
): CouponRefusal | null {
  return (
    refusalInTime(coupon, sale.at) ??
    refusalAt(coupon, sale) ??
    refusalOfDay(coupon, sale) ??
    refusalOfPoints(coupon, sale) ??
    refusalByUses(coupon.limits, sale, uses)
  );
}

function refusalInTime({ state, startsAt, endsAt }: CouponValidity, at: Instant): CouponRefusal | null {
  if (state === 'ended' || (endsAt !== null && at >= endsAt)) return { kind: 'expired' };
  if (state !== 'live') return { kind: 'paused' };
  return startsAt !== null && at < startsAt ? { kind: 'not-yet-valid', from: startsAt } : null;
}

function refusalAt({ locationIds, channels }: CouponValidity, sale: CouponSale): CouponRefusal | null {
  if (locationIds !== null && !locationIds.includes(sale.locationId)) return { kind: 'wrong-location' };
  return channels !== null && !channels.includes(sale.channel) ? { kind: 'wrong-channel' } : null;
}

function refusalOfDay({ weekdays, hours }: CouponValidity, { at, zone }: CouponSale): CouponRefusal | null {
  if (weekdays === null && hours === null) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const day = hours === null ? local.dayOfWeek : dayOfHours(local, hours);
  return day !== null && (weekdays?.includes(day) ?? true) ? null : { kind: 'wrong-time' };
}

/** The weekday on which the hours began that are running by the clock on the wall; null outside of them. */
function dayOfHours(local: Temporal.ZonedDateTime, { from, until }: Hours): number | null {
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  if (from < until) return time >= from && time < until ? local.dayOfWeek : null;
  if (time >= from) return local.dayOfWeek;
  return time < until ? local.toPlainDate().subtract({ days: 1 }).dayOfWeek : null;
}

function refusalOfPoints(
  { givesPoints = false }: CouponValidity,
  { withoutPurchase = false, hasMember }: CouponSale,
): CouponRefusal | null {
  if (!givesPoints) return null;
  if (withoutPurchase) return { kind: 'needs-purchase' };
  return hasMember ? null : { kind: 'needs-member' };
}

function refusalByUses(limits: CouponLimits, sale: CouponSale, uses: CouponUses): CouponRefusal | null {
  const { total, perMember, perMemberAndDay, perDay, perCode } = limits;
  if (total !== null && uses.total >= total)
    return { kind: 'used-up', ...(uses.total - (uses.held ?? 0) < total ? { held: true } : {}) };
  if (sale.byCode && perCode !== null && uses.byCode >= perCode) return { kind: 'code-used-up' };
  if (perDay !== null && uses.today >= perDay) return { kind: 'limit-of-day' };
  return refusalOfMember({ perMember, perMemberAndDay }, sale, uses);
}

function refusalOfMember(
  { perMember, perMemberAndDay }: Pick<CouponLimits, 'perMember' | 'perMemberAndDay'>,
  sale: CouponSale,
  uses: CouponUses,
): CouponRefusal | null {
  if (perMember === null && perMemberAndDay === null) return null;
  if (!sale.hasMember) return { kind: 'needs-member' };
  if (perMember !== null && uses.ofMember >= perMember)
    return { kind: 'limit-of-member', most: perMember, today: false };
  return perMemberAndDay !== null && uses.ofMemberToday >= perMemberAndDay
    ? { kind: 'limit-of-member', most: perMemberAndDay, today: true }
    : null;
}
