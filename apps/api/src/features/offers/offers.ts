import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import {
  mostLiveOffers,
  type BodyOf,
  type createOffer,
  type listOffers,
  type Offer,
  type QueryOf,
  type updateOffer,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ReadablePage } from '../../platform/http/readable.ts';
import { newId } from '../../platform/ids.ts';
import { assertNext, listedDiscounts, withoutFigures } from '../discounts/index.ts';
import { LiveOffers } from './live-offers.ts';
import { assertSound, isReadable, savedOffer, showOffer, type OfferContent, type OfferRow } from './offer.ts';
import { OfferReferences } from './offer-references.ts';
import { OffersRepository } from './offers.repository.ts';

/** The offers of the club. */
@Injectable()
export class Offers {
  constructor(
    private readonly offers: OffersRepository,
    private readonly references: OfferReferences,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly live: LiveOffers,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(query: QueryOf<typeof listOffers>): Promise<ReadablePage<Offer>> {
    return listedDiscounts(await this.offers.all(), query, isReadable, (rows) => this.#shown(rows));
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<Offer> {
    const row = await this.offers.find(id);
    if (!row || !isReadable(row)) throw new ClubError('not-found');
    return this.#one(row);
  }

  /** Throws `invalid-request`, `too-many-offers`, `unknown-location`, `unknown-product-set`. */
  async create(actor: Actor, content: BodyOf<typeof createOffer>): Promise<Offer> {
    return this.transactions.run(async () => {
      const saved = await this.#possible(newId(), content);
      return this.#tell(actor, 'offer.created', await this.offers.insert(saved));
    });
  }

  /**
   * Creates a new version. Throws `not-found`, `version-changed`, `invalid-request`, `too-many-offers`, `unknown-location`,
   * `unknown-product-set`.
   */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateOffer>,
    expectedVersion: number,
  ): Promise<Offer> {
    return this.transactions.run(async () => {
      const before = await this.find(id);
      const content = { ...before, ...patch };
      assertNext(before.state, content.state);
      const row = await this.offers.update(await this.#possible(id, content), expectedVersion);
      if (!row) throw new ClubError('version-changed');
      return this.#tell(actor, 'offer.changed', row, before);
    });
  }

  /** Active members who fulfil it. Throws `invalid-request`, `unknown-product-set`. */
  async audienceOf(audience: Condition | null): Promise<{ members: number; of: number }> {
    return this.references.audienceOf(audience);
  }

  async #possible(id: string, content: OfferContent): Promise<Omit<OfferRow, 'version'>> {
    assertSound(content);
    await this.references.assertKnown(content);
    if (content.state === 'live') await this.#assertRoom(id);
    return savedOffer(id, content, this.clock.date());
  }

  /** Every cart of a member is priced with all of them. */
  async #assertRoom(id: string): Promise<void> {
    await this.offers.lockLive();
    const live = await this.offers.live();
    if (live.filter((each) => each.id !== id).length >= mostLiveOffers)
      throw ClubError.field('too-many-offers', '/state', `${mostLiveOffers} offers are live`);
  }

  async #tell(actor: Actor, action: string, row: OfferRow, before?: Offer): Promise<Offer> {
    const after = await this.#one(row);
    const subject = { type: 'offer', id: row.id };
    await this.audit.record(actor, {
      action,
      subject,
      before: withoutFigures(before),
      after: withoutFigures(after),
    });
    await this.live.announce(row.id);
    return after;
  }

  async #one(row: OfferRow): Promise<Offer> {
    const [shown] = await this.#shown([row]);
    if (!shown) throw new Error('each offer is shown');
    return shown;
  }

  async #shown(rows: readonly OfferRow[]): Promise<Offer[]> {
    const figuresOf = await this.offers.figuresOf(rows, this.clock.date());
    return rows.map((row) => showOffer(row, figuresOf(row.id)));
  }
}
