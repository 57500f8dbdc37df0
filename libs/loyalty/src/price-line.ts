import { LoyaltyError } from './errors.ts';
import { assertAmount, floorRatio, roundRatio, scaledDecimal, thousandthsOf } from './money.ts';

/** A line as a till sends it: `unitPrice`, or `amount`, which is then the truth. Money in gross minor units. */
export interface OfferedLine {
  readonly unitPrice?: number;
  /** A decimal of up to 3 places; 1 when absent. */
  readonly quantity?: number;
  /** Of the whole line. */
  readonly discount?: number;
  /** Gross total after discounts. */
  readonly amount?: number;
  /** Percent of up to 2 places; 0 when absent. */
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
 * What a line costs.
 * Throws LoyaltyError: 'amount-out-of-range', 'quantity-out-of-range', 'rate-out-of-range', and
 * 'line-amounts-disagree' where unit price and amount differ by more than the rounding of the unit price.
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
  const { unitPrice, amount, discount } = line;
  if (discount !== undefined) assertAmount(discount, 'discount');
  if (amount !== undefined) assertAmount(amount, 'amount');
  if (unitPrice === undefined) {
    if (amount === undefined)
      throw new LoyaltyError('amount-out-of-range', { field: 'unitPrice', amount: null });
    return { gross: amount, discount: discount ?? 0 };
  }
  assertAmount(unitPrice, 'unitPrice');
  const before = roundRatio([unitPrice, quantity], [1000]);
  assertAmount(before, 'unitPrice');
  if (amount === undefined) return chargedAfter(before, discount ?? 0);
  assertAgreement(before, amount, discount, quantity);
  return { gross: amount, discount: discount ?? Math.max(0, before - amount) };
}

function chargedAfter(before: number, discount: number): { gross: number; discount: number } {
  if (discount <= before) return { gross: before - discount, discount };
  throw new LoyaltyError('amount-out-of-range', {
    field: 'discount',
    amount: String(discount),
    most: before,
  });
}

/** A unit price is rounded to a whole minor unit, so the total may be off by one for each unit sold. */
function assertAgreement(
  before: number,
  amount: number,
  discount: number | undefined,
  quantity: number,
): void {
  if (quantity === 0) return;
  const rounding = Math.max(1, floorRatio([quantity + 999], [1000]));
  const expected = before - (discount ?? 0);
  const above = amount - expected;
  if (above <= rounding && (discount === undefined || -above <= rounding)) return;
  throw new LoyaltyError('line-amounts-disagree', { expected, amount, rounding });
}

/** Net of a gross amount: rounded half up, per line. */
export function netOf(gross: number, taxRate: number): number {
  return roundRatio([gross, 10_000], [10_000 + taxRate]);
}
