import { floorRatio, paidBack, type PaidBack } from '@regulars/loyalty';
import { orRefuse, type OpenWallets } from '../points/index.ts';
import { paymentCause, payWithPoints, type PaidPurchase, type PaidTaking } from './decision.ts';
import type { PurchaseDetail } from './stored-purchase.ts';

/** What a return or its reversal changes about the payment of a purchase. */
export interface PaymentChange extends PaidBack {
  /** Points that come back now; negative: they are paid again. */
  readonly pointsNow: number;
  /** Money to give back now; negative: it is to be paid again. */
  readonly moneyNow: number;
}

/** If so much remains. Null if nothing was paid with points. */
export const paymentChange = (
  { payment, returned_gross: returned }: PurchaseDetail,
  lines: Parameters<typeof paidBack>[0],
  remaining: readonly number[],
): PaymentChange | null => {
  if (!payment) return null;
  const back = paidBack(lines, payment, remaining);
  return { ...back, pointsNow: back.points - payment.givenBack, moneyNow: back.money - returned };
};

const paidPurchase = (purchase: PurchaseDetail): PaidPurchase => ({
  id: purchase.id,
  locationId: purchase.location_id,
  receipt: purchase.receipt_number,
  currency: purchase.currency,
});

/** What points still pay after a return or its reversal; the row that SQL writes. */
export interface PaymentRow {
  readonly purchase_id: string;
  readonly given_back: number;
  readonly paid: readonly PaidTaking[];
}

/**
 * Gives points of a payment back to the lots from which they came, those of the newest lot first, or takes them again.
 * Throws `insufficient-points` if the member has spent them in the meantime.
 */
export const movePayment = (
  purchase: PurchaseDetail,
  change: PaymentChange | null,
  wallets: OpenWallets,
): PaymentRow | null => {
  const { payment, member_id: memberId, id } = purchase;
  if (!payment || !change || memberId === null) return null;
  const wallet = wallets.get(memberId);
  const row = { purchase_id: id, given_back: change.points };
  if (change.pointsNow < 0) {
    const paid = payWithPoints(wallet, { points: 0 - change.pointsNow, amount: 0 }, paidPurchase(purchase));
    return { ...row, paid: [...payment.paid, ...paid] };
  }
  const worth = floorRatio([payment.amount, change.pointsNow], [payment.points]);
  const { kept, back } = split(payment.paid, change.pointsNow);
  for (const [transactionId, takings] of Map.groupBy(back, (taking) => taking.transactionId)) {
    const found = wallets.transaction(memberId, transactionId);
    if (!found) throw new Error('A payment names an unknown transaction');
    const cause = paymentCause(paidPurchase(purchase), worth);
    orRefuse(() => wallet.giveBack({ takings, place: found.place, cause }));
  }
  return { ...row, paid: kept };
};

/** Takes so many points off the end. */
const split = (
  paid: readonly PaidTaking[],
  points: number,
): { readonly kept: readonly PaidTaking[]; readonly back: readonly PaidTaking[] } => {
  const kept: PaidTaking[] = [];
  const back: PaidTaking[] = [];
  let left = points;
  for (const taking of paid.toReversed()) {
    const now = Math.min(left, taking.points);
    left -= now;
    if (now > 0) back.push({ ...taking, points: now });
    if (now < taking.points) kept.unshift({ ...taking, points: taking.points - now });
  }
  return { kept, back };
};

/** In the document of a return or its reversal. */
export const paymentRowsOf = (rows: readonly (PaymentRow | null)[]): object => {
  const changed = rows.filter((row) => row !== null);
  return changed.length > 0 ? { points_payments: changed } : {};
};
