import { Injectable } from '@nestjs/common';
import type { BodyOf, putProductPrice, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges } from './club-changes.ts';
import { shownPrice } from './kept-prices.ts';
import { Locations } from './locations.ts';
import { ProductPricesRepository } from './product-prices.repository.ts';

/** Prices of products that count only at a location or through a channel. */
@Injectable()
export class LocalPrices {
  constructor(
    private readonly prices: ProductPricesRepository,
    private readonly locations: Locations,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
  ) {}

  /** From now on. Throws `not-found`, `unknown-location`, and `invalid-request` for a currency that the location does not take. */
  async set(
    actor: Actor,
    productId: string,
    { amount, ...place }: BodyOf<typeof putProductPrice>,
  ): Promise<ReplyOf<typeof putProductPrice>> {
    await this.#assertSells(place);
    return this.transactions.run(async () => {
      if (!(await this.prices.hold(productId))) throw new ClubError('not-found');
      const priced = { productId, ...place };
      const last = await this.prices.last(priced);
      if ((last?.amount ?? null) === amount)
        return last ? shownPrice(last) : { ...place, amount, since: null, orEarlier: false };
      const added = await this.prices.add(priced, amount, last);
      await this.audit.record(actor, {
        action: 'product.priced',
        subject: { type: 'product', id: productId },
        before: { ...place, amount: last?.amount ?? null },
        after: { ...place, amount },
      });
      await this.changes.announce('product', productId);
      return shownPrice(added);
    });
  }

  async #assertSells({
    locationId,
    currency,
  }: Pick<BodyOf<typeof putProductPrice>, 'locationId' | 'currency'>): Promise<void> {
    if (locationId === null) return;
    const location = await this.locations.byId(locationId);
    if (!location) throw ClubError.field('unknown-location', '/locationId', 'unknown location');
    if (location.currency !== currency)
      throw ClubError.field('invalid-request', '/currency', `the location sells in ${location.currency}`);
  }
}
