import {
  dayMs,
  appliedPrices,
  isoOf,
  type AppliedPrice,
  type Instant,
  type KeptPrice,
} from '@regulars/loyalty';
import type { PastPrice } from '../features/club/index.ts';
import { products } from './catalogue.ts';

/** So many days ago, before all purchases, the prices began; later coffee became dearer, and some got a price of one shop or channel. */
const ages = { first: 600, coffee: 290, berlin: 200, online: 120 };

/** What coffee cost less before. */
const lessBefore: Readonly<Record<string, number>> = { EUR: 50, CZK: 1300 };

/** By location, or by channel. */
const ownPrices = [
  { sku: 'DRK-CAP', locationId: 'berlin-1', channel: null, amount: 440, days: ages.berlin },
  { sku: 'DRK-FLA', locationId: 'berlin-1', channel: null, amount: 490, days: ages.berlin },
  { sku: 'KAF-HAU-1000', locationId: null, channel: 'web-shop', amount: 2990, days: ages.online },
  { sku: 'GER-MUE', locationId: null, channel: 'web-shop', amount: 7500, days: ages.online },
] as const;

/** `locationId` is the code of a location. */
type Tag = Omit<KeptPrice, 'orEarlier'> & Pick<PastPrice, 'sku' | 'currency'> & { readonly amount: number };

/** What is sold where, and when. */
interface Sold extends Pick<Tag, 'sku' | 'currency'> {
  readonly location: string;
  readonly at: Instant;
}

/** What the club's goods cost, since it began. */
export class PriceTags {
  readonly #tags: ReadonlyMap<string, readonly Tag[]>;
  /** By product, currency and location. */
  readonly #applied = new Map<string, readonly AppliedPrice[]>();

  constructor(now: Instant) {
    const ago = (days: number): Instant => now - days * dayMs;
    const own = ownPrices.map(({ days: age, ...price }) => ({
      ...price,
      currency: 'EUR',
      since: ago(age),
    }));
    this.#tags = Map.groupBy([...generalPrices(ago(ages.first), ago(ages.coffee)), ...own], ({ sku }) => sku);
  }

  /** In minor units; 0 for what is not sold there. */
  costOf({ sku, currency, location, at }: Sold): number {
    const key = `${sku} ${currency} ${location}`;
    const applied = this.#applied.get(key) ?? this.#at(sku, currency, location);
    this.#applied.set(key, applied);
    return applied.findLast(({ since }) => since <= at)?.amount ?? 0;
  }

  /** As products keep them. */
  kept(idOf: (location: string) => string): PastPrice[] {
    return [...this.#tags.values()].flat().map(({ locationId, since, ...price }) => ({
      ...price,
      locationId: locationId === null ? null : idOf(locationId),
      since: isoOf(since),
    }));
  }

  #at(sku: string, currency: string, location: string): AppliedPrice[] {
    const tags = (this.#tags.get(sku) ?? []).filter((tag) => tag.currency === currency);
    const place = { locationId: location, channel: location === 'online' ? 'web-shop' : 'till' };
    return appliedPrices(
      tags.map((tag) => ({ ...tag, orEarlier: false })),
      place,
    );
  }
}

const generalPrices = (first: Instant, raised: Instant): Tag[] =>
  products.flatMap(({ sku, category, prices = [] }) =>
    prices.flatMap(({ amount, currency }) => {
      const tag = { sku, currency, locationId: null, channel: null };
      if (category !== 'coffee') return [{ ...tag, amount, since: first }];
      const before = amount - (lessBefore[currency] ?? 0);
      return [
        { ...tag, amount: before, since: first },
        { ...tag, amount, since: raised },
      ];
    }),
  );
