import { Injectable } from '@nestjs/common';
import type { BodyOf, exampleOfOfferPrice, OfferPrice } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { createdAt } from '../../platform/ids.ts';
import { ClubSettings, KeptPrices, Locations, Products } from '../club/index.ts';
import type { OfferRow } from './offer.ts';
import { offeredPrice, pricedSku, type Announced, type PricedTerms } from './offered-price.ts';

export type PriceOf = (offer: Pick<OfferRow, 'id'>) => OfferPrice | null;

interface Priced {
  readonly id: string;
  readonly terms: PricedTerms;
  readonly announced: Announced;
}

/** The price of the product that an offer is about, and what may be struck beside it (ADR 69). */
@Injectable()
export class OfferPrices {
  constructor(
    private readonly products: Products,
    private readonly kept: KeptPrices,
    private readonly locations: Locations,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async of(offers: readonly OfferRow[]): Promise<PriceOf> {
    const prices = await this.#prices(
      offers.map((offer) => ({ id: offer.id, terms: offer.terms, announced: announcedOf(offer) })),
    );
    return ({ id }) => prices.get(id) ?? null;
  }

  /** For terms that are not stored yet. */
  async example({ startsAt, ...terms }: BodyOf<typeof exampleOfOfferPrice>): Promise<OfferPrice | null> {
    const now = this.clock.now();
    const from = startsAt === null ? now : Date.parse(startsAt);
    const announced = { from, until: Math.max(from, now) };
    return (await this.#prices([{ id: '', terms, announced }])).get('') ?? null;
  }

  async #prices(offers: readonly Priced[]): Promise<ReadonlyMap<string, OfferPrice>> {
    const about = offers.flatMap((offer) => {
      const sku = pricedSku(offer.terms);
      return sku === null ? [] : [{ ...offer, sku }];
    });
    if (about.length === 0) return new Map();
    const products = await this.products.bySkus(about.map(({ sku }) => sku));
    const historyOf = await this.kept.histories([...products.values()].map(({ id }) => id));
    const { timeZone: zone } = await this.club.current();
    const currencyOf = await this.#currencies();
    return new Map(
      about.flatMap(({ sku, ...offer }) => {
        const product = products.get(sku);
        const currency = currencyOf(offer.terms);
        if (!product?.active || currency === null) return [];
        const history = historyOf(product.id, currency);
        const price = offeredPrice(offer, product, { currency, history, zone });
        return price ? [[offer.id, price] as const] : [];
      }),
    );
  }

  /** That of the offer's locations, else that of the club. Null if its locations sell in several. */
  async #currencies(): Promise<(terms: PricedTerms) => string | null> {
    const { reportingCurrency } = await this.club.current();
    const of = new Map((await this.locations.all()).map(({ id, currency }) => [id, currency]));
    return ({ locations }) => {
      const named = new Set(locations?.map((id) => of.get(id) ?? reportingCurrency));
      const [currency = reportingCurrency] = named;
      return named.size > 1 ? null : currency;
    };
  }
}

/**
 * An offer is announced when it starts. It may have been published later, or changed: at the latest when it was saved last.
 * Without a start it was not announced before it was made.
 */
const announcedOf = ({ id, startsAt, updatedAt }: OfferRow): Announced => {
  const saved = updatedAt.getTime();
  const from = startsAt?.getTime() ?? Math.min(createdAt(id), saved);
  return { from, until: Math.max(from, saved) };
};
