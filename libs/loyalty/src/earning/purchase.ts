import type { Instant } from '../clock.ts';
import type { PointsBonus } from './points-bonus.ts';
import { allocate, roundRatio } from '../money.ts';
import type { ClubPointsPolicy } from '../points/policy.ts';
import { netOf, type LineKind, type PricedLine } from '../price-line.ts';

export type PaymentKind = 'cash' | 'card' | 'points' | 'gift-card' | 'voucher';

/** How a purchase was made. */
export type Channel = 'till' | 'web-shop' | 'app' | 'phone' | 'import';

/** Thousandths of a point per whole unit of money, by the id of the rate table. */
export type LineRates = Readonly<Record<string, number>>;

export interface EarningLine extends PricedLine {
  readonly kind: LineKind;
  readonly sku?: string | null;
  readonly category?: string | null;
  readonly brand?: string | null;
  /** Ids of the product sets with its SKU, as they were at the purchase. */
  readonly sets?: readonly string[] | null;
  /** Its rates in rate tables, as they were at the purchase. */
  readonly rates?: LineRates | null;
  /** Its price is set by law, as that of books in Germany: it may earn little only. */
  readonly priceBound?: boolean | null;
  /** What paying with points took off it; it is neither in `gross` nor in `discount`. */
  readonly paidWithPoints?: number;
}

export interface EarningPurchase {
  readonly currency: string;
  readonly locationId: string;
  /** Null if it was stored before purchases had one. */
  readonly channel?: Channel | null;
  readonly purchasedAt: Instant;
  readonly lines: readonly EarningLine[];
  readonly payments?: readonly { readonly kind: PaymentKind; readonly amount: number }[];
  /** Codes that were shown, as `shownCode` spells them. */
  readonly codes?: readonly string[] | null;
  /** Points of redeemed coupons and offers. Absent: none. */
  readonly bonuses?: readonly PointsBonus[];
  /** For a return: what points pay of the goods that remain. Absent: each line keeps its share. */
  readonly pointsLeft?: number;
}

/** What is known about the member before the purchase. */
export interface MemberFacts {
  readonly tier?: TierFacts | null;
}

export interface TierFacts {
  readonly id: string;
  readonly code: string;
  /** ≥ 1, a decimal of up to 3 places; 1.1 is 10% more. */
  readonly multiplier: number;
  /** Whether the tier's extra points count towards status; false if absent. */
  readonly countsTowardsStatus?: boolean;
}

const earningKinds: readonly LineKind[] = ['goods', 'service', 'shipping'];

/**
 * The amounts of the lines whose kind earns; 0 for the others. Gift cards and deposits earn only if a rule says
 * so.
 */
export function earnsOn(
  lines: readonly EarningLine[],
  amounts: readonly number[],
  alsoKinds: readonly LineKind[] = [],
): number[] {
  return lines.map(({ kind }, index) =>
    earningKinds.includes(kind) || alsoKinds.includes(kind) ? (amounts[index] ?? 0) : 0,
  );
}

/** What was paid so earned its points before, or is none of the member's money. */
const earnsNothing: Readonly<Record<PaymentKind, boolean>> = {
  cash: false,
  card: false,
  points: true,
  'gift-card': true,
  voucher: false,
};

/** How much of a purchase earns points, as a fraction: 0 of 1 if all was paid with points. */
export interface EarningShare {
  readonly paid: number;
  readonly of: number;
}

const totalOf = (lines: readonly EarningLine[]): number => lines.reduce((sum, line) => sum + line.gross, 0);

/** What was paid with points or a gift card, at most the total. */
const paidBefore = ({ lines, payments = [] }: EarningPurchase): number =>
  Math.min(
    totalOf(lines),
    payments.filter(({ kind }) => earnsNothing[kind]).reduce((sum, { amount }) => sum + amount, 0),
  );

export function earningShare(purchase: EarningPurchase): EarningShare {
  const of = purchase.lines.reduce((sum, { gross }) => sum + Math.max(0, gross), 0);
  return of > 0 ? { paid: of - paidBefore(purchase), of } : { paid: 1, of: 1 };
}

/**
 * The money of each line that earns points, in minor units; zero for returned deposits. Payments with points or
 * gift cards reduce the other lines in proportion.
 * @param remaining thousandths of each line that were not returned; everything if absent
 */
export function earningAmounts(
  purchase: EarningPurchase,
  policy: Pick<ClubPointsPolicy, 'base' | 'discounts'>,
  remaining?: readonly number[],
): number[] {
  const { lines } = purchase;
  const shares = allocate(
    paidBefore(purchase),
    lines.map((line) => Math.max(0, line.gross)),
  );
  // A line of quantity 0, as in imports, cannot be returned and stays whole.
  const part = (amount: number, index: number): number => {
    const quantity = lines[index]?.quantity ?? 0;
    return quantity === 0 ? amount : roundRatio([amount, remaining?.[index] ?? quantity], [quantity]);
  };
  const byPoints = remaining ? pointsOfKept(purchase, part) : null;
  return lines.map((line, index) => {
    if (line.gross < 0) return 0;
    const price = policy.discounts === 'before' ? line.gross + line.discount : line.gross;
    const money = price - (shares[index] ?? 0);
    const earning = byPoints
      ? Math.max(0, part(money + (line.paidWithPoints ?? 0), index) - (byPoints[index] ?? 0))
      : part(money, index);
    return policy.base === 'net' ? netOf(earning, line.taxRate) : earning;
  });
}

/** What points pay of each line that remains, spread as at the sale; null if each line keeps its share. */
function pointsOfKept(
  { lines, pointsLeft }: EarningPurchase,
  part: (amount: number, index: number) => number,
): number[] | null {
  if (pointsLeft === undefined) return null;
  const values = lines.map(({ gross, paidWithPoints = 0 }, index) =>
    paidWithPoints > 0 ? part(gross + paidWithPoints, index) : 0,
  );
  return allocate(pointsLeft, values);
}
