import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { OfferEntity } from './entities/offer.entity.ts';
import type { OfferRow } from './offer.ts';
import { statement } from './statements.ts';

/** Of each offer. */
const shownUses = 10;
/** Of each member. */
const shownOffers = 50;

const used = statement(
  'offer-uses',
  `select n.* from (
     select r.discount_id from discount_redemptions r where r.member_id = $1 and r.sort = 'offer' and r.state = 'redeemed'
     group by r.discount_id order by max(r.redeemed_at) desc, r.discount_id limit ${shownOffers}
   ) o cross join lateral (
     select r.discount_id as "offerId", r.purchase_id as "purchaseId", r.redeemed_at as at, r.location_id as "locationId", r.discount, r.currency
     from discount_redemptions r where r.member_id = $1 and r.discount_id = o.discount_id and r.state = 'redeemed'
     order by r.redeemed_at desc, r.id desc limit ${shownUses}) n`,
);

export type UsedOffer = RowOf<typeof used>;

/** What members redeemed. */
@Injectable()
export class OfferUsesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The latest uses of each offer, the newest first. */
  async of(memberId: string): Promise<UsedOffer[]> {
    return this.transactions.query(used, [memberId]);
  }

  async offers(ids: readonly string[]): Promise<OfferRow[]> {
    if (ids.length === 0) return [];
    return this.transactions.entities(OfferEntity).findBy({ id: In([...ids]) });
  }
}
