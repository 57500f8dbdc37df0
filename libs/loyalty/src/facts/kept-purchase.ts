import type { Instant } from '../clock.ts';
import type { EarningLine, PaymentKind } from '../earning/purchase.ts';
import { roundRatio } from '../money.ts';

/** A line as conditions see it; of a past purchase what remains of it. */
export type FactLine = Pick<
  EarningLine,
  'kind' | 'sku' | 'category' | 'brand' | 'quantity' | 'gross' | 'discount'
>;

/** A purchase as conditions see it; of a past one the lines that remain. */
export interface FactPurchase {
  readonly currency: string;
  readonly locationId: string;
  readonly purchasedAt: Instant;
  readonly lines: readonly FactLine[];
  readonly payments?: readonly { readonly kind: PaymentKind }[];
}

/** What a member keeps of a purchase after its returns. There is none where nothing remains. */
export interface KeptPurchase extends FactPurchase {
  readonly id: string;
  /** What that is worth in minor units of the reporting currency; null while no rate is known. */
  readonly spent: number | null;
}

/** What remains of the amount in the reporting currency: what came back is taken off in proportion. */
export function spentAfterReturns(
  reportingGross: number,
  { gross, returnedGross }: { readonly gross: number; readonly returnedGross: number },
): number {
  if (returnedGross === 0) return reportingGross;
  const sign = Math.sign(gross);
  return sign === 0 ? 0 : roundRatio([reportingGross, sign * (gross - returnedGross)], [sign * gross]);
}

/** The latest first, and of one moment that with the higher id. */
export function newestFirst(
  a: Pick<KeptPurchase, 'id' | 'purchasedAt'>,
  b: Pick<KeptPurchase, 'id' | 'purchasedAt'>,
): number {
  return b.purchasedAt - a.purchasedAt || (a.id < b.id ? 1 : -1);
}
