import { Injectable } from '@nestjs/common';
import type { LowestPrice, ProductPrice } from '@regulars/contracts';
import {
  appliedPrices,
  lowestPrice,
  priceAt,
  type AppliedPrice,
  type KeptPrice,
  type SalesPlace,
} from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor, type Page, type PageQuery } from '../../platform/http/cursor.ts';
import { ClubSettings } from './club-settings.ts';
import { Locations } from './locations.ts';
import { ProductPricesRepository, type PricedPlace, type PriceRow } from './product-prices.repository.ts';
import { Products } from './products.ts';
import { ProductsRepository } from './products.repository.ts';
import type { ProductRecord } from './records.ts';

type SoldQuery = Parameters<Products['list']>[0] & {
  /** The code of a location. */
  readonly location?: string | undefined;
  readonly channel?: ProductPrice['channel'] | undefined;
};

type PriceHistories = (productId: string, currency: string) => readonly KeptPrice[];

/** What products cost and did cost, by location and channel. */
@Injectable()
export class KeptPrices {
  constructor(
    private readonly prices: ProductPricesRepository,
    private readonly catalogue: Products,
    private readonly products: ProductsRepository,
    private readonly locations: Locations,
    private readonly settings: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** The products, with the prices of the place for which they are asked. Throws `unknown-location`. */
  async sold({ location, channel = null, ...query }: SoldQuery): Promise<Page<ProductRecord>> {
    const place = await this.#placeOf(location, channel);
    const list = await this.catalogue.list(query);
    return { ...list, data: await this.#applied(list.data, place) };
  }

  async #placeOf(code: string | undefined, channel: SalesPlace['channel']): Promise<SalesPlace> {
    if (code === undefined) return { locationId: null, channel };
    const location = await this.locations.byCode(code);
    if (!location) throw ClubError.field('unknown-location', '/query/location', 'unknown location');
    return { locationId: location.id, channel };
  }

  async #applied(products: ProductRecord[], place: SalesPlace): Promise<ProductRecord[]> {
    if ((place.locationId ?? place.channel) === null || products.length === 0) return products;
    const local = await this.prices.local(
      products.map(({ id }) => id),
      place,
    );
    return products.map((product) => {
      const own = local.get(product.id);
      return own ? { ...product, prices: pricesAt(product.prices, own, place) } : product;
    });
  }

  /** The newest first. Throws `not-found`. */
  async list(productId: string, query: PageQuery): Promise<Page<ProductPrice>> {
    await this.#assertProduct(productId);
    const after = readCursor(query.cursor, 'moment', 'number');
    const rows = await this.prices.list(productId, after, query.limit + 1);
    return page(rows, query.limit, shownPrice, ({ since, id }) => [toInstant(since), id]);
  }

  /** Throws `not-found`. */
  async lowest(
    place: Omit<PricedPlace, 'currency'> & { currency?: string | undefined; at?: string | undefined },
  ): Promise<LowestPrice> {
    await this.#assertProduct(place.productId);
    const { timeZone, reportingCurrency } = await this.settings.current();
    const currency = place.currency ?? reportingCurrency;
    const applied = await this.#appliedAt({ ...place, currency });
    const at = place.at === undefined ? this.clock.now() : Date.parse(place.at);
    const lowest = lowestPrice(applied, at, timeZone);
    return {
      currency,
      amount: lowest?.amount ?? null,
      from: lowest && toInstant(lowest.from),
      now: applied.at(-1)?.amount ?? null,
    };
  }

  async #appliedAt(place: PricedPlace): Promise<AppliedPrice[]> {
    const kept = await this.prices.atPlace(place);
    return appliedPrices(
      kept.map((price) => ({ ...price, since: price.since.getTime() })),
      place,
    );
  }

  /** All prices of these products since they are kept, by product and currency. */
  async histories(productIds: readonly string[]): Promise<PriceHistories> {
    const rows = await this.prices.of(productIds);
    return (productId, currency) =>
      (rows.get(productId) ?? [])
        .filter((price) => price.currency === currency)
        .map((price) => ({ ...price, since: price.since.getTime() }));
  }

  async #assertProduct(id: string): Promise<void> {
    if (!(await this.products.byId(id))) throw new ClubError('not-found');
  }
}

type Price = ProductRecord['prices'][number];

const pricesAt = (
  general: readonly Price[],
  own: readonly (SalesPlace & { readonly currency: string; readonly amount: number | null })[],
  place: SalesPlace,
): Price[] => {
  const all = [...general.map((price) => ({ ...price, locationId: null, channel: null })), ...own];
  const currencies = [...new Set(all.map(({ currency }) => currency))];
  return currencies.flatMap((currency) => {
    const price = priceAt(
      all.filter((one) => one.currency === currency),
      place,
    );
    return price && price.amount !== null ? [{ amount: price.amount, currency }] : [];
  });
};

/** As the API shows it. */
export const shownPrice = ({
  locationId,
  channel,
  currency,
  amount,
  since,
  orEarlier,
}: PriceRow): ProductPrice => ({
  locationId,
  channel,
  currency,
  amount,
  since: toInstant(since),
  orEarlier,
});
