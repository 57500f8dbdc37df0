import { Injectable } from '@nestjs/common';
import { In, type Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { DiscountBudgets, type Budgeted } from '../discounts/index.ts';
import type { OfferFigures, OfferRow } from './offer.ts';
import { OfferEntity } from './entities/offer.entity.ts';
import { statement } from './statements.ts';

const figures = statement(
  'offer-figures',
  `select asked.id, count(*) filter (where a.arm = 'offered') as offered, count(*) filter (where a.arm = 'held-out') as "heldOut",
     count(a.seen_at) as seen, count(a.opened_at) as opened, count(a.activated_at) as activated,
     discount_redeemed(asked.id) as redeemed, discount_held(asked.id, $2) as held
   from unnest($1::uuid[]) as asked(id) left join offer_assignments a on a.offer_id = asked.id group by asked.id`,
);
const lockLive = statement(
  'offers-lock-live',
  `select pg_advisory_xact_lock(hashtextextended('live-offers', 0))::text as locked`,
);
const namesStatement = statement(
  'offer-names',
  `select id, to_jsonb(name) as name from offers where id = any($1::uuid[])`,
);

const noFigures: OfferFigures = {
  offered: 0,
  heldOut: 0,
  seen: 0,
  opened: 0,
  activated: 0,
  redeemed: 0,
  held: 0,
  budgetSpent: [],
};

@Injectable()
export class OffersRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly budgets: DiscountBudgets,
    names: Names,
  ) {
    names.register('offer', namesStatement);
  }

  async all(): Promise<OfferRow[]> {
    return this.#rows.find();
  }

  /** Until the transaction ends nobody else publishes an offer. */
  async lockLive(): Promise<void> {
    await this.transactions.query(lockLive);
  }

  async live(): Promise<OfferRow[]> {
    return this.#rows.findBy({ state: 'live' });
  }

  async some(ids: readonly string[]): Promise<OfferRow[]> {
    return ids.length === 0 ? [] : this.#rows.findBy({ id: In([...ids]) });
  }

  async find(id: string): Promise<OfferRow | null> {
    return this.#rows.findOneBy({ id });
  }

  /** By the id of the offer. */
  async figuresOf(offers: readonly Budgeted[], at: Date): Promise<(id: string) => OfferFigures> {
    const ids = offers.map(({ id }) => id);
    const rows = await this.transactions.query(figures, [ids, at]);
    const spentOf = await this.budgets.spentOf(offers, at.getTime());
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => ({ ...(known.get(id) ?? noFigures), budgetSpent: spentOf(id) });
  }

  async insert(offer: Omit<OfferRow, 'version'>): Promise<OfferRow> {
    return insert(this.#rows, offer);
  }

  /** Undefined if someone else was faster. */
  async update(offer: Omit<OfferRow, 'version'>, version: number): Promise<OfferRow | undefined> {
    return change(this.#rows, { id: offer.id, version }, offer);
  }

  get #rows(): Repository<OfferEntity> {
    return this.transactions.entities(OfferEntity);
  }
}
