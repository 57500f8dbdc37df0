import type { Instant } from '../clock.ts';
import type { Channel, EarningLine, PaymentKind } from '../earning/purchase.ts';
import { roundRatio } from '../money.ts';

/** A line as conditions see it; for a past purchase, only the remaining part. */
export type FactLine = Pick<
  EarningLine,
  'kind' | 'sku' | 'category' | 'brand' | 'sets' | 'quantity' | 'gross' | 'discount'
>;

/** A purchase as conditions see it; for a past one, only the remaining lines. */
export interface FactPurchase {
  readonly currency: string;
  readonly locationId: string;
  readonly channel?: Channel | null;
  readonly purchasedAt: Instant;
  readonly lines: readonly FactLine[];
  readonly payments?: readonly { readonly kind: PaymentKind }[];
  /** Codes that were shown, as `shownCode` spells them. */
  readonly codes?: readonly string[] | null;
}

/** What remains of a purchase after its returns; null if nothing remains. */
export interface KeptPurchase extends FactPurchase {
  readonly id: string;
  /** Its value in minor units of the reporting currency; null while there is no rate. */
  readonly spent: number | null;
}

/** What remains of the amount in the reporting currency. Returns reduce it in proportion. */
export function spentAfterReturns(
  reportingGross: number,
  { gross, returnedGross }: { readonly gross: number; readonly returnedGross: number },
): number {
  if (returnedGross === 0) return reportingGross;
  const sign = Math.sign(gross);
  return sign === 0 ? 0 : roundRatio([reportingGross, sign * (gross - returnedGross)], [sign * gross]);
}

/** Latest first; at the same moment, the higher id first. */
export function newestFirst(
  a: Pick<KeptPurchase, 'id' | 'purchasedAt'>,
  b: Pick<KeptPurchase, 'id' | 'purchasedAt'>,
): number {
  return b.purchasedAt - a.purchasedAt || (a.id < b.id ? 1 : -1);
}
