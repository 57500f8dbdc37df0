import type { Purchase } from '@regulars/contracts';
import {
  noPointsOn,
  thousandthsOf,
  type EarningLine,
  type EarningPurchase,
  type EarningRule,
  type Instant,
  type LineRates,
  type MetRule,
  type NoPoints,
  type PointsPayment,
  type ReturnedLine,
  type StoredEarning,
} from '@regulars/loyalty';
import { actsForOthers, isMember, mayWorkAt, type Actor } from '../../platform/actor.ts';
import type { ReturnedSale } from '../sales/index.ts';
import type { KeptExplanation } from '../points/index.ts';
import type { KeptEvaluation, PaidTaking } from './decision.ts';

/** A purchase as lists show it. */
export interface PurchaseSummary {
  readonly id: string;
  readonly member_id: string | null;
  readonly member_name: string | null;
  readonly location_id: string;
  readonly receipt_number: string;
  readonly till: string | null;
  readonly purchased_at: Date;
  readonly booked_at: Date;
  readonly currency: string;
  readonly gross: number;
  readonly net: number;
  readonly earned: number;
  readonly explanation: readonly KeptExplanation[];
  readonly returned_gross: number;
}

export interface StoredLine {
  readonly line: number;
  readonly sku: string | null;
  readonly name: string | null;
  readonly category: string | null;
  readonly brand: string | null;
  readonly sets: readonly string[] | null;
  readonly rates: LineRates | null;
  readonly priceBound: boolean | null;
  readonly kind: Purchase['lines'][number]['kind'];
  readonly quantity: number;
  readonly unitPrice: number | null;
  readonly discount: number;
  readonly amount: number;
  readonly net: number;
  readonly taxRate: number;
  readonly returned: number;
  readonly returnedAmount: number;
}

/** What of a purchase was paid with points. */
export interface StoredPayment extends PointsPayment {
  /** Points that returns have given back. */
  readonly givenBack: number;
  /** What of the points is still paid. */
  readonly paid: readonly PaidTaking[];
}

/** A purchase with everything that belongs to it. */
export interface PurchaseDetail extends PurchaseSummary {
  readonly payments: Purchase['payments'];
  readonly payment: StoredPayment | null;
  /** As `shownCode` spells them; null for none. */
  readonly codes: readonly string[] | null;
  readonly channel: Purchase['channel'];
  readonly evaluation: KeptEvaluation;
  readonly transaction_id: string | null;
  readonly reporting: Purchase['reporting'];
  readonly claimed_at: Date | null;
  readonly returned_points: number;
  readonly returned_status: number;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly lines: readonly StoredLine[];
  /** Participants' effects on the sale that no return has undone. */
  readonly effects: ReturnedSale['effects'];
  readonly returns: readonly StoredReturn[];
}

type ShownReturn = Purchase['returns'][number];

/** In booking order. Times as PostgreSQL writes them in JSON. */
export interface StoredReturn extends Omit<ShownReturn, 'at' | 'reversed'> {
  readonly at: string;
  readonly transactionId: string | null;
  readonly reversed:
    | (Omit<NonNullable<ShownReturn['reversed']>, 'at'> & {
        readonly at: string;
        readonly transactionId: string | null;
      })
    | null;
}

/** A return of a past sale as the database tells it. */
export interface PastReturnRow {
  readonly id: string;
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  readonly reversedAt: Instant | null;
}

const hundredths = (percent: number): number => Math.round(percent * 100);

const lineOf = ({
  amount,
  net,
  discount,
  quantity,
  taxRate,
  kind,
  sku,
  category,
  brand,
  sets,
  rates,
  priceBound,
}: StoredLine): EarningLine => ({
  gross: amount,
  net,
  discount,
  quantity: thousandthsOf(quantity),
  taxRate: hundredths(taxRate),
  kind,
  sku,
  category,
  brand,
  sets,
  ...(rates ? { rates } : {}),
  ...(priceBound ? { priceBound } : {}),
});

const paidShare = (share = 0): Pick<EarningLine, 'paidWithPoints'> =>
  share > 0 ? { paidWithPoints: share } : {};

/** A stored purchase as the earning rules saw it. */
export const boughtOf = (
  purchase: Pick<
    PurchaseDetail,
    'currency' | 'location_id' | 'channel' | 'purchased_at' | 'lines' | 'payments' | 'codes'
  > & {
    readonly payment?: PurchaseDetail['payment'];
    readonly evaluation?: Pick<KeptEvaluation, 'bonuses'>;
  },
): EarningPurchase => ({
  currency: purchase.currency,
  locationId: purchase.location_id,
  channel: purchase.channel,
  purchasedAt: purchase.purchased_at.getTime(),
  lines: purchase.lines.map((line, index) => ({
    ...lineOf(line),
    ...paidShare(purchase.payment?.shares[index]),
  })),
  payments: purchase.payments,
  codes: purchase.codes,
  ...(purchase.evaluation?.bonuses ? { bonuses: purchase.evaluation.bonuses } : {}),
});

/**
 * What decides returns of the purchase: the rules and figures of its time.
 * @param paid what points still pay of it
 */
export const storedEarningOf = (
  purchase: PurchaseDetail,
  rules: readonly EarningRule[],
  paid: { readonly left: number } | null,
): StoredEarning => {
  const { rules: kept, bonuses: _, ...stored } = purchase.evaluation;
  const met = rules.map((rule): MetRule => {
    const residual = kept.find(({ id }) => id === rule.id)?.residual;
    return residual ? { ...rule, residual } : rule;
  });
  const bought = boughtOf(purchase);
  return { ...stored, rules: met, purchase: paid ? { ...bought, pointsLeft: paid.left } : bought };
};

/** Why lines earned nothing. Points besides those per money may be for any line. */
export const noPointsOf = (purchase: PurchaseDetail, rules: readonly EarningRule[]): (NoPoints | null)[] => {
  const { facts, policy, granted, unmet = [] } = purchase.evaluation;
  return noPointsOn(boughtOf(purchase), rules, policy, facts, granted.points > 0, unmet.length > 0);
};

/** Returned quantity of each line. */
export const returnedOf = ({ lines }: PurchaseDetail): ReturnedLine[] =>
  lines.flatMap(({ line, returned }) => (returned > 0 ? [{ line, quantity: thousandthsOf(returned) }] : []));

/** All of it was returned. The SQL of visits says the same. */
export const isWhollyReturned = ({
  gross,
  returned_gross: returned,
  lines,
  returns,
}: Pick<PurchaseDetail, 'gross' | 'returned_gross' | 'lines' | 'returns'>): boolean =>
  returned === gross &&
  returns.some(({ reversed }) => reversed === null) &&
  lines.every((line) => line.returned >= line.quantity);

/**
 * What an actor may not see does not exist for them: staff see sales of their locations, members their own
 * purchases, also if they work at one location and buy at another.
 */
export const maySee = (
  actor: Actor,
  purchase: Pick<PurchaseDetail, 'member_id' | 'location_id'>,
): boolean => {
  if (purchase.member_id !== null && isMember(actor, purchase.member_id)) return true;
  return actsForOthers(actor) && mayWorkAt(actor, purchase.location_id);
};
