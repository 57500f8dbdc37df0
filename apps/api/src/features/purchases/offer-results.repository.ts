import { Injectable } from '@nestjs/common';
import type { Sample } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Each member has a time of their own: from when they met the offer, and as long before. A purchase in which they met it
// counts after it: it is booked then, and its time of purchase may be a little earlier.
const parts = statement(
  'offer-parts',
  `with met as (
     select o.member_id, o.arm, o.met_at from offer_members($1::uuid, $2::integer) o join members_joined_before($3) m on m.id = o.member_id
   ), bought as (
     select met.member_id, p.booked_at >= met.met_at and p.purchased_at >= met.met_at - interval '1 day' as after,
       case when p.reporting_currency = $4 and p.gross <> 0
         then round(p.reporting_gross * ((p.gross - p.returned_gross)::numeric / p.gross)) end as kept
     from met join purchases p on p.member_id = met.member_id
       and p.purchased_at >= least(met.met_at - ($3 - met.met_at), met.met_at - interval '1 day') and p.purchased_at < $3
   ), spent as (
     select member_id, count(*) filter (where after) as purchases, coalesce(sum(kept) filter (where after), 0) as revenue,
       coalesce(sum(kept) filter (where not after), 0) as before
     from bought group by member_id
   ), of_member as (
     select met.arm, coalesce(s.purchases, 0) as purchases, coalesce(s.revenue, 0)::double precision as revenue,
       coalesce(s.before, 0)::double precision as before
     from met left join spent s on s.member_id = met.member_id
   )
   select arm, count(*) as members, count(*) filter (where purchases > 0) as buyers,
     coalesce(sum(purchases), 0)::bigint as purchases, coalesce(sum(revenue), 0)::bigint as revenue,
     coalesce(avg(revenue), 0) as mean, coalesce(var_samp(revenue), 0) as variance,
     coalesce(avg(before), 0) as mean_before, coalesce(var_samp(before), 0) as variance_before
   from of_member group by arm`,
);

/** The members of one arm who met an offer. Amounts are less returns. */
export interface OfferArmPart {
  readonly members: number;
  /** Of them, with a purchase. */
  readonly buyers: number;
  readonly purchases: number;
  readonly revenue: number;
  /** Revenue of each member. */
  readonly spent: Sample;
  /** In the time before they met it. */
  readonly spentBefore: Sample;
}

export interface OfferArms {
  readonly offered: OfferArmPart;
  readonly heldOut: OfferArmPart;
}

/** What members bought who met an offer, and those who are held out of it. Reads only, off the path of sales. */
@Injectable()
export class OfferResults {
  constructor(private readonly transactions: Transactions) {}

  /** Of those who met it while this share was held out. */
  async arms(offerId: string, share: number, until: Date, currency: string): Promise<OfferArms> {
    const rows = await this.transactions.query(parts, [offerId, share, until, currency]);
    const part = (arm: string): OfferArmPart => {
      const row = rows.find((one) => one.arm === arm);
      if (!row) return nobody;
      const { members, buyers, purchases, revenue } = row;
      return {
        ...{ members, buyers, purchases, revenue },
        spent: { count: members, mean: row.mean, variance: row.variance },
        spentBefore: { count: members, mean: row.mean_before, variance: row.variance_before },
      };
    };
    return { offered: part('offered'), heldOut: part('held-out') };
  }
}

const none: Sample = { count: 0, mean: 0, variance: 0 };
const nobody: OfferArmPart = {
  members: 0,
  buyers: 0,
  purchases: 0,
  revenue: 0,
  spent: none,
  spentBefore: none,
};
