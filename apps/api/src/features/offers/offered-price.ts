import type { OfferPrice } from '@regulars/contracts';
import {
  appliedPrices,
  discountCart,
  isDiscountable,
  lowestPrice,
  type AppliedPrice,
  type Instant,
  type KeptPrice,
  type SalesPlace,
} from '@regulars/loyalty';
import type { ProductRecord } from '../club/index.ts';
import { redeemableOf, type DiscountTerms } from '../discounts/index.ts';

export type PricedTerms = Pick<
  DiscountTerms,
  'effect' | 'on' | 'nth' | 'atMost' | 'minimumSpend' | 'locations' | 'channels'
>;

/** When an offer was announced: between these moments, which are one if we know it. */
export interface Announced {
  readonly from: Instant;
  readonly until: Instant;
}

type Effect = DiscountTerms['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** Whether an effect lowers the price of each piece, however many are bought. */
const lowersPieces: { readonly [K in Effect['kind']]: (effect: OfKind<K>) => boolean } = {
  percent: () => true,
  amount: ({ per }) => per === 'piece',
  'fixed-price': () => true,
  'free-pieces': () => false,
  'buy-get': () => false,
  'free-shipping': () => false,
  'points-bonus': () => false,
  'points-multiplier': () => false,
};
const isByPiece = <K extends Effect['kind']>(effect: OfKind<K>): boolean => lowersPieces[effect.kind](effect);

/** The SKU of the only product whose price an offer lowers, by the piece and under no condition; null for others. */
export const pricedSku = ({ effect, on, nth, atMost, minimumSpend }: PricedTerms): string | null => {
  const { where } = on;
  if (!isByPiece(effect) || nth || atMost || minimumSpend) return null;
  if (!where || !('fact' in where) || where.fact !== 'line.sku') return null;
  if (where.op !== 'is' && where.op !== 'is-one-of') return null;
  const skus = [where.value].flat();
  return skus.length === 1 && typeof skus[0] === 'string' ? skus[0] : null;
};

interface Priced {
  readonly terms: PricedTerms;
  readonly announced: Announced;
}

/** What a product cost in the currency of the offer. */
interface Costs {
  readonly currency: string;
  readonly history: readonly KeptPrice[];
  readonly zone: string;
}

/** Null if it does not cost the same wherever the offer counts, or the offer takes nothing off. */
export const offeredPrice = (
  { terms, announced }: Priced,
  product: ProductRecord,
  { currency, history, zone }: Costs,
): OfferPrice | null => {
  const applied = placesOf(terms, history).map((place) => appliedPrices(history, place));
  const normal = same(applied.map((prices) => prices.at(-1)?.amount ?? null));
  const off = normal === null ? 0 : offOf(terms, product, currency, normal);
  if (normal === null || off === 0) return null;
  const lowest30Days = lowestOf(applied, announced, zone);
  const reduced = normal - off;
  return {
    currency,
    normal,
    reduced,
    lowest30Days,
    strikable: lowest30Days !== null && reduced < lowest30Days,
  };
};

/** Every place with prices of its own where the offer counts; null stands for all others. */
const placesOf = ({ locations, channels }: PricedTerms, history: readonly KeptPrice[]): SalesPlace[] => {
  const locationIds = locations ?? distinct([null, ...history.map(({ locationId }) => locationId)]);
  const through = channels ?? distinct([null, ...history.map(({ channel }) => channel)]);
  return locationIds.flatMap((locationId) => through.map((channel) => ({ locationId, channel })));
};

const distinct = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

const same = (amounts: readonly (number | null)[]): number | null => {
  const [first = null, ...others] = distinct(amounts);
  return others.length === 0 ? first : null;
};

const pieceQuantity = 1000;

/** What the offer takes off one piece, as it does in a cart. */
const offOf = (terms: PricedTerms, product: ProductRecord, currency: string, normal: number): number => {
  const { kind, sku, priceBound } = product;
  const piece = { net: normal, discount: 0, quantity: pieceQuantity, taxRate: 0 };
  const line = { ...piece, kind, sku, priceBound, gross: normal };
  if (!isDiscountable(line)) return 0;
  const redeemable = redeemableOf({ id: 'priced', exclusive: false, ...terms }, 'offers');
  return discountCart({ currency, lines: [line] }, [redeemable], 1).applied[0]?.discount ?? 0;
};

/** The lowest one of all places. Null if we do not know that of one of them. */
const lowestOf = (
  applied: readonly (readonly AppliedPrice[])[],
  { from, until }: Announced,
  zone: string,
): number | null => {
  const lowest = applied.map((prices) => lowestPrice(prices, from, zone, until)?.amount ?? null);
  const known = lowest.filter((amount) => amount !== null);
  return known.length > 0 && known.length === lowest.length ? Math.min(...known) : null;
};
