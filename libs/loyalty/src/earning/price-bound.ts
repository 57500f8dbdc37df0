import { exchanged } from '../exchange.ts';
import { allocate } from '../money.ts';
import { isOfSame, reduced, type Grant } from './grant.ts';
import type { EarningPurchase } from './purchase.ts';

/** How much goods with a price set by law may earn, as it was when they were bought. JSON-safe. */
export interface PriceBoundTerms {
  /** Hundredths of a percent of the price. */
  readonly share: number;
  /** Of one point, in thousandths of a minor unit of the reporting currency; above 0. */
  readonly pointValue: number;
  /** The purchase in the reporting currency; null while there is no rate. Then they earn nothing. */
  readonly reporting: { readonly currency: string; readonly rate: string } | null;
}

export const hasPriceBound = ({ lines }: Pick<EarningPurchase, 'lines'>): boolean =>
  lines.some(({ priceBound }) => priceBound);

/** The most points that the price-bound lines may give together. */
export function mostForPriceBound(
  { lines, currency }: Pick<EarningPurchase, 'lines' | 'currency'>,
  { share, pointValue, reporting }: PriceBoundTerms,
): number {
  const gross = lines.reduce((sum, line) => sum + (line.priceBound ? Math.max(0, line.gross) : 0), 0);
  const price = reporting && exchanged(gross, currency, reporting.currency, reporting.rate);
  return price === null ? 0 : Number((BigInt(price) * BigInt(share)) / (10n * BigInt(pointValue)));
}

/** The amounts without those of price-bound lines. */
export const amountsBesides = (
  { lines }: Pick<EarningPurchase, 'lines'>,
  amounts: readonly number[],
): number[] => amounts.map((amount, line) => (lines[line]?.priceBound ? 0 : amount));

/**
 * Grants of which price-bound lines get no more than `most`. What they get of a grant is what it would not give without
 * them. Each grant loses in proportion.
 * @param besides what the same rules give without the money of these lines
 */
export function withinPriceBound(grants: readonly Grant[], besides: readonly Grant[], most: number): Grant[] {
  const bound = grants.map((grant) => Math.max(0, grant.points - pointsOf(besides, grant)));
  const all = bound.reduce((sum, points) => sum + points, 0);
  if (all <= most) return [...grants];
  const kept = allocate(most, bound);
  return grants.map((grant, at) => {
    const lost = (bound[at] ?? 0) - (kept[at] ?? 0);
    return lost > 0 ? reduced(grant, grant.points - lost, 'price-bound') : grant;
  });
}

const pointsOf = (grants: readonly Grant[], of: Grant): number =>
  grants.find((grant) => isOfSame(grant, of))?.points ?? 0;
