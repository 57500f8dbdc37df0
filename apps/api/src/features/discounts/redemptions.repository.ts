import { Injectable } from '@nestjs/common';
import type { CouponUses, Instant, Trim } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';
import type { DiscountTerms } from './terms.ts';

const uses = statement(
  'discount-uses',
  `select asked.id, case when asked.of_all then discount_uses(asked.id, $4) else 0 end as total,
     case when asked.of_all then discount_held(asked.id, $4) else 0 end as held,
     m.uses[1] as "ofMember", m.uses[2] as "ofMemberToday",
     case when asked.of_day then discount_uses_of_day(asked.id, $3, $4) else 0 end as today,
     case when asked.by_code then discount_uses_by_code(asked.id, $4) else 0 end as "byCode"
   from unnest($1::uuid[], $5::boolean[], $6::boolean[], $7::boolean[], $8::boolean[]) as asked(id, of_all, of_member, of_day, by_code)
   cross join lateral (select case when asked.of_member then discount_uses_of_member(asked.id, $2, $3, $4) else '{0,0}' end as uses offset 0) m`,
);
const figures = statement(
  'discount-figures',
  'select asked.id, discount_redeemed(asked.id) as redeemed, discount_held(asked.id, $2) as held from unnest($1::uuid[]) as asked(id)',
);

const ofPurchase = statement(
  'discounts-of-purchase',
  `select sort, discount_id as id, discount, points, trimmed, state = 'given-back' as "givenBack" from discount_redemptions
   where purchase_id = $1 order by redeemed_at, discount desc, discount_id`,
);

const none: CouponUses = { total: 0, ofMember: 0, ofMemberToday: 0, today: 0, byCode: 0 };

/** A coupon or an offer, with its limits as the caller knows them. */
interface Limited {
  readonly id: string;
  readonly terms: Pick<DiscountTerms, 'limits'>;
}

export interface UsesAsked {
  readonly memberId: string | null;
  /** Of the club, for limits per day. */
  readonly localDay: string;
  readonly at: Instant;
}

interface RedemptionFigures {
  readonly redeemed: number;
  readonly held: number;
}

/** What a purchase redeemed: a coupon or an offer, and what it took off in minor units. */
interface Redeemed {
  readonly sort: 'coupon' | 'offer';
  readonly id: string;
  readonly discount: number;
  /** That it added to those of the purchase. */
  readonly points: number;
  /** What made it smaller; null if nothing did. */
  readonly trimmed: Trim | null;
  /** All goods were returned. */
  readonly givenBack: boolean;
}

/** What was redeemed of coupons and offers. */
@Injectable()
export class RedemptionsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By the id of the coupon or the offer, with what is held. Only what has a limit is counted. Nothing is locked. */
  async usesOf(
    discounts: readonly Limited[],
    { memberId, localDay, at }: UsesAsked,
  ): Promise<(id: string) => CouponUses> {
    const counted = discounts.filter(({ terms: { limits } }) =>
      Object.values(limits).some((most) => most !== null),
    );
    if (counted.length === 0) return () => none;
    const have = (...limits: (keyof DiscountTerms['limits'])[]): boolean[] =>
      counted.map(({ terms }) => limits.some((limit) => terms.limits[limit] !== null));
    const rows = await this.transactions.query(uses, [
      counted.map(({ id }) => id),
      memberId,
      localDay,
      new Date(at),
      have('total'),
      have('perMember', 'perMemberAndDay'),
      have('perDay'),
      have('perCode'),
    ]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? none;
  }

  /** The largest first. */
  async ofPurchase(purchaseId: string): Promise<readonly Redeemed[]> {
    return this.transactions.query(ofPurchase, [purchaseId]);
  }

  /** By the id of the coupon or the offer, without their budgets. */
  async figuresOf(ids: readonly string[], at: Date): Promise<(id: string) => RedemptionFigures> {
    const rows = await this.transactions.query(figures, [ids, at]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? { redeemed: 0, held: 0 };
  }
}
