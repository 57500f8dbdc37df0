import type { Instant } from '../clock.ts';

/** Where something is sold; null: everywhere, or through every channel. */
export interface SalesPlace {
  readonly locationId: string | null;
  readonly channel: string | null;
}

/** A price of a product in one currency, from a moment on. */
export interface KeptPrice extends SalesPlace {
  /** Null: no price from then on, or none of its own. */
  readonly amount: number | null;
  readonly since: Instant;
  /** The price may be older than we know. */
  readonly orEarlier: boolean;
}

/** What customers pay at one place from a moment on. */
export interface AppliedPrice {
  /** Null: it has no price. */
  readonly amount: number | null;
  readonly since: Instant;
  readonly orEarlier: boolean;
}

/** A location counts more than a channel, and both more than one of them. */
const weightOf = ({ locationId, channel }: SalesPlace): number =>
  (locationId === null ? 0 : 2) + (channel === null ? 0 : 1);

const applies = (price: SalesPlace, place: SalesPlace): boolean =>
  (price.locationId === null || price.locationId === place.locationId) &&
  (price.channel === null || price.channel === place.channel);

/** The price that counts at a place: the most specific of those that hold now, each scope once. */
export const priceAt = <Price extends SalesPlace & { readonly amount: number | null }>(
  prices: readonly Price[],
  place: SalesPlace,
): Price | undefined =>
  prices
    .filter((price) => price.amount !== null && applies(price, place))
    .toSorted((one, other) => weightOf(other) - weightOf(one))[0];

/**
 * The prices at a place, the first one first. Give the prices of one product and currency in the order in which they were set.
 * Of several prices that were set in one moment nobody paid but the last one.
 */
export const appliedPrices = (kept: readonly KeptPrice[], place: SalesPlace): AppliedPrice[] => {
  const current = new Map<number, KeptPrice>();
  const applied: AppliedPrice[] = [];
  const here = kept
    .filter((price) => applies(price, place))
    .toSorted((one, other) => one.since - other.since);
  for (const [at, price] of here.entries()) {
    current.set(weightOf(price), price);
    if (here[at + 1]?.since === price.since) continue;
    const amount = priceAt([...current.values()], place)?.amount ?? null;
    if (applied.at(-1)?.amount === amount) continue;
    applied.push({ amount, since: price.since, orEarlier: applied.length === 0 && price.orEarlier });
  }
  return applied;
};
