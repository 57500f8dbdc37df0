import type { BodyOf, Location, Product, recordPurchase } from '@regulars/contracts';
import {
  instantOf,
  LoyaltyError,
  priceLine,
  type EarningLine,
  type Instant,
  type PricedLine,
} from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { asClubError } from '../points/index.ts';
import { readBuyer, type BuyerReference } from './buyer.ts';

type Body = BodyOf<typeof recordPurchase>;
type Receipt = NonNullable<Body['receipt']>;
type LineOffered = Readonly<Partial<Body['lines'][number]>>;

/** A purchase as tills send it; imports may leave out what has a default. */
export interface PurchaseOffered extends Readonly<Omit<Body, 'lines'>> {
  readonly lines: readonly LineOffered[];
}

export interface IntakeLine extends EarningLine {
  readonly name: string | null;
  readonly unitPrice: number | null;
}

/** A purchase as it was sent, read and found sound; what it earns is not decided yet. */
export interface Intake {
  /** Null in a preview. */
  readonly receipt: Receipt | null;
  readonly location: Location;
  readonly purchasedAt: Instant;
  readonly buyer: BuyerReference | null;
  readonly currency: string;
  readonly lines: readonly IntakeLine[];
  readonly payments: NonNullable<Body['payments']>;
  readonly gross: number;
  readonly net: number;
}

/** How far the clocks of tills may lie from ours. */
export const clockSkewMs = 5 * 60_000;
const earliest = instantOf('2000-01-01T00:00:00Z');

/**
 * Reads a purchase. Throws with pointers: `currency-mismatch`, `purchase-in-future`, `amount-mismatch`,
 * `invalid-request`, `unknown-card`.
 */
export const readIntake = (
  offered: PurchaseOffered,
  location: Location,
  products: ReadonlyMap<string, Product>,
  now: Instant,
): Intake => {
  const { receipt, member, currency, payments } = offered;
  if (currency !== location.currency)
    throw ClubError.field('currency-mismatch', '/currency', `${location.code} sells in ${location.currency}`);
  const lines = offered.lines.map((line, index) => readLine(line, products, `/lines/${index}`));
  return {
    receipt: receipt ?? null,
    location,
    purchasedAt: readMoment(offered.purchasedAt, '/purchasedAt', now),
    buyer: member ? readBuyer(member) : null,
    currency,
    lines,
    payments: payments ?? [],
    gross: lines.reduce((sum, line) => sum + line.gross, 0),
    net: lines.reduce((sum, line) => sum + line.net, 0),
  };
};

/** When something happened at a till, whose clock may run a little fast. */
export const readMoment = (iso: string, pointer: string, now: Instant): Instant => {
  const at = instantOf(iso);
  if (at > now + clockSkewMs) throw ClubError.field('purchase-in-future', pointer, 'lies in the future');
  if (at < earliest) throw ClubError.field('invalid-request', pointer, 'before the year 2000');
  return at;
};

const readLine = (line: LineOffered, products: ReadonlyMap<string, Product>, pointer: string): IntakeLine => {
  const { kind = 'goods' } = line;
  const product = line.sku ? products.get(line.sku) : undefined;
  return {
    ...price(line, pointer),
    // Tills that know no kinds send goods; the catalogue knows which of them is a gift card.
    kind: kind === 'goods' ? (product?.kind ?? kind) : kind,
    sku: line.sku || null,
    name: line.name || product?.name || null,
    category: line.category || product?.category || null,
    brand: line.brand || product?.brand || null,
    unitPrice: line.unitPrice ?? null,
  };
};

const fieldOf: Record<string, string> = {
  'line-amounts-disagree': '/amount',
  'quantity-out-of-range': '/quantity',
  'rate-out-of-range': '/taxRate',
};

const price = (line: LineOffered, pointer: string): PricedLine => {
  try {
    return priceLine(line);
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error;
    const { code, details } = asClubError(error);
    const field = fieldOf[error.code] ?? `/${String(error.details.field ?? '')}`;
    throw ClubError.field(code, pointer + field, details.detail ?? code);
  }
};
