import { LoyaltyError } from './errors.ts';
import { assertAmount, floorRatio, maxAmount, roundRatio, scaledDecimal, thousandthsOf } from './money.ts';

export type LineKind = 'goods' | 'gift-card' | 'deposit' | 'service' | 'shipping';

/** Only a deposit may be negative (returned bottles). */
const leastOf: Readonly<Record<LineKind, number>> = {
  goods: 0,
  'gift-card': 0,
  deposit: -maxAmount,
  service: 0,
  shipping: 0,
};

/**
 * A line as a till sends it, with `unitPrice` or `amount`. If given, `amount` is authoritative. Money in gross
 * minor units.
 */
export interface OfferedLine {
  readonly unitPrice?: number;
  /** 'goods' if absent. */
  readonly kind?: LineKind;
  /** A decimal of up to 3 places; 1 if absent. */
  readonly quantity?: number;
  /** Discount on the whole line. */
  readonly discount?: number;
  /** Gross total after discounts. */
  readonly amount?: number;
  /** Percent of up to 2 places; 0 if absent. */
  readonly taxRate?: number;
}

export interface PricedLine {
  /** After discounts. */
  readonly gross: number;
  readonly net: number;
  readonly discount: number;
  /** Thousandths. */
  readonly quantity: number;
  /** Hundredths of a percent. */
  readonly taxRate: number;
}

/**
 * The price of a line. Throws LoyaltyError: 'amount-out-of-range', 'quantity-out-of-range',
 * 'rate-out-of-range', and 'line-amounts-disagree' if unit price and amount differ by more than the rounding of
 * the unit price.
 */
export function priceLine(line: OfferedLine): PricedLine {
  const quantity = thousandthsOf(line.quantity ?? 1);
  const taxRate = taxRateOf(line.taxRate ?? 0);
  const { gross, discount } = amountsOf(line, quantity);
  return { gross, net: netOf(gross, taxRate), discount, quantity, taxRate };
}

function taxRateOf(percent: number): number {
  const rate = scaledDecimal(percent, 2);
  if (rate !== null && rate <= 10_000) return rate;
  throw new LoyaltyError('rate-out-of-range', { taxRate: String(percent), most: 100 });
}

function amountsOf(line: OfferedLine, quantity: number): { gross: number; discount: number } {
  const { unitPrice, amount, discount, kind } = line;
  const least = leastOf[kind ?? 'goods'];
  if (discount !== undefined) assertAmount(discount, 'discount');
  if (amount !== undefined) assertAmount(amount, 'amount', least);
  if (unitPrice === undefined) {
    if (amount === undefined)
      throw new LoyaltyError('amount-out-of-range', { field: 'unitPrice', amount: null });
    assertDiscount(discount ?? 0, amount < 0 ? 0 : maxAmount);
    return { gross: amount, discount: discount ?? 0 };
  }
  assertAmount(unitPrice, 'unitPrice', least);
  const before = roundRatio([unitPrice, quantity], [1000]);
  assertAmount(before, 'unitPrice', least);
  if (amount === undefined) {
    assertDiscount(discount ?? 0, before);
    return { gross: before - (discount ?? 0), discount: discount ?? 0 };
  }
  // Returned deposits have no discount, so a lower amount is an error.
  const known = discount ?? (before < 0 ? 0 : undefined);
  if (quantity > 0) assertAgreement(before, amount, known, quantity);
  return { gross: amount, discount: known ?? Math.max(0, before - amount) };
}

/** The discount cannot exceed the price of the line. */
function assertDiscount(discount: number, before: number): void {
  const most = Math.max(0, before);
  if (discount <= most) return;
  throw new LoyaltyError('amount-out-of-range', { field: 'discount', amount: String(discount), most });
}

/** A unit price is rounded to a whole minor unit, so the total may be off by one per unit. */
function assertAgreement(
  before: number,
  amount: number,
  discount: number | undefined,
  quantity: number,
): void {
  const rounding = Math.max(1, floorRatio([quantity + 999], [1000]));
  assertDiscount(discount ?? 0, before < 0 ? 0 : before + rounding);
  const expected = before - (discount ?? 0);
  const above = amount - expected;
  if (above <= rounding && (discount === undefined || -above <= rounding)) return;
  throw new LoyaltyError('line-amounts-disagree', { expected, amount, rounding });
}

/** Net of a gross amount, per line: rounded to the nearest, halves away from zero. */
export function netOf(gross: number, taxRate: number): number {
  return roundRatio([gross, 10_000], [10_000 + taxRate]);
}
