import { createHash } from 'node:crypto';
import type { BodyOf, returnPurchase } from '@regulars/contracts';
import {
  creditTakenBack,
  isoOf,
  returnAllGoods,
  returnAllPoints,
  returnGoods,
  returnNow,
  thousandthsOf,
  type Earned,
  type EarningRule,
  type Explained,
  type GoodsReturned,
  type Instant,
  type Period,
  type TakenBack,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { LocationRecord } from '../club/index.ts';
import { awardTaken, causeOf, orRefuse, type OpenWallets } from '../points/index.ts';
import type { ReturnedSale } from '../sales/index.ts';
import {
  movePayment,
  paymentChange,
  paymentRowsOf,
  type PaymentChange,
  type PaymentRow,
} from './points-payment.ts';
import { boughtOf, returnedOf, storedEarningOf, type PurchaseDetail } from './stored-purchase.ts';

/** What to take back of a purchase, and why: decided but not yet booked. */
export interface TakingBack {
  readonly id: string;
  readonly purchase: PurchaseDetail;
  readonly returnedAt: Instant;
  readonly reason: string | null;
  /** The return's own receipt; null if it has none. */
  readonly receipt: { readonly location: LocationRecord; readonly number: string } | null;
  /** The lines as sent; none if everything is undone. */
  readonly offered: BodyOf<typeof returnPurchase>['lines'];
  readonly goods: GoodsReturned;
  readonly earned: Earned;
  readonly explanation: readonly Explained[];
  /** What comes back of the points that paid for it; null if none did. */
  readonly payment: PaymentChange | null;
  /** The number under which the purchase's receipt is put away so that it may count again; else null. */
  readonly freedReceipt: string | null;
}

/** The result; `taken` is null if the purchase has no member. */
export interface TakenPurchase extends TakingBack {
  readonly taken: TakenBack | null;
  readonly paymentRow: PaymentRow | null;
}

type ReturnOfGoods = Pick<TakingBack, 'id' | 'returnedAt' | 'reason' | 'receipt' | 'offered'>;

/**
 * A return: goods come back, and with them the points that the remaining goods would not have earned. Throws
 * LoyaltyError('returned-more-than-bought').
 */
export const returnOf = (
  purchase: PurchaseDetail,
  goodsBack: ReturnOfGoods,
  rules: readonly EarningRule[],
): TakingBack => {
  const now = goodsBack.offered.map(({ line, quantity }) => ({
    line,
    quantity: thousandthsOf(quantity),
  }));
  const { lines } = boughtOf(purchase);
  const all = returnGoods(lines, returnedOf(purchase), now);
  const payment = paymentChange(purchase, lines, all.remaining);
  const goods = withMoney(all, payment);
  const kept = { ...goodsBack, purchase, goods, payment, freedReceipt: null };
  if (purchase.member_id === null) return { ...kept, earned: nothing, explanation: [] };
  const earned = returnNow(storedEarningOf(purchase, rules, payment), goods.remaining, bookedOf(purchase));
  return { ...kept, earned, explanation: [explainReturn(purchase, goods, earned)] };
};

/** Where points paid, the policy of then says how much money comes back. */
const withMoney = (goods: GoodsReturned, payment: PaymentChange | null): GoodsReturned =>
  payment ? { ...goods, amount: payment.moneyNow } : goods;

/** Undoes a purchase that should never have counted: everything is taken back, and its receipt becomes free. */
export const undoingOf = (purchase: PurchaseDetail, at: Instant, reason: string): TakingBack => ({
  id: undoingId(purchase.id),
  purchase,
  returnedAt: at,
  reason,
  receipt: null,
  offered: [],
  // Imported purchases are paid with money.
  payment: null,
  goods: returnAllGoods(boughtOf(purchase).lines, returnedOf(purchase)),
  earned:
    purchase.member_id === null ? nothing : returnAllPoints(purchase.evaluation.granted, bookedOf(purchase)),
  explanation: [],
  freedReceipt: `${purchase.receipt_number} ↺ ${purchase.id}`,
});

/** A purchase is undone once: the return that undoes it has a fixed id. */
export const isUndone = ({ id, returns }: PurchaseDetail): boolean =>
  returns.some((each) => each.id === undoingId(id));

const undoingId = (purchaseId: string): string =>
  createHash('md5')
    .update(`${purchaseId} undone`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const nothing: Earned = { points: 0, status: 0 };

const bookedOf = (purchase: PurchaseDetail): Earned => ({
  points: purchase.returned_points,
  status: purchase.returned_status,
});

const explainReturn = (purchase: PurchaseDetail, goods: GoodsReturned, { points }: Earned): Explained => {
  const { currency, evaluation, returned_points: before } = purchase;
  const remains = evaluation.granted.points - before - points;
  const reason = { kind: 'return', amount: goods.amount, currency, remains } as const;
  return { rule: null, points: 0 - points, reason };
};

/** What the purchase has given, with the lots of earlier returns: what is taken back comes from all of them first. */
export const awardOf = (
  { id, transaction_id: posted }: Pick<PurchaseDetail, 'id' | 'transaction_id'>,
  memberId: string,
  wallets: OpenWallets,
): ReturnType<typeof awardTaken> => {
  const award = awardTaken(posted === null ? undefined : wallets.transaction(memberId, posted));
  return { ...award, lotIds: [...award.lotIds, ...wallets.lotsOfReturns(memberId, id)] };
};

/**
 * Books it in the member's wallet.
 * @param period whose status credit can still be removed; null removes it whenever it was earned
 */
export const takeBack = (
  taking: TakingBack,
  wallets: OpenWallets,
  place: LocationRecord,
  period: Period | null,
): TakenPurchase => {
  const { purchase, receipt, goods, earned, explanation, reason } = taking;
  const { id, member_id: memberId } = purchase;
  if (memberId === null) return { ...taking, taken: null, paymentRow: null };
  // First, so that less debt remains.
  const paymentRow = movePayment(purchase, taking.payment, wallets);
  const award = awardOf(purchase, memberId, wallets);
  const cause = causeOf({
    kind: 'return',
    purchaseId: id,
    happenedAt: taking.returnedAt,
    locationId: place.id,
    purchase: {
      receipt: receipt?.number ?? purchase.receipt_number,
      amount: goods.amount,
      currency: purchase.currency,
    },
    explanation,
    ...(reason ? { reason } : {}),
  });
  const { points } = earned;
  const status =
    period !== null && award.statusAt !== undefined
      ? creditTakenBack(earned.status, award.statusAt, period)
      : earned.status;
  const taken = orRefuse(() => wallets.get(memberId).takeBack({ points, status, ...award, cause }));
  return { ...taking, taken, paymentRow };
};

/** When and where a return is booked, and what participants recall of its sale. */
export interface ReturnTerms {
  readonly bookedAt: Instant;
  readonly zone: string;
  readonly recalled: ReturnedSale['recalled'];
}

/** The return as participants see it. */
export const returnedSaleOf = (
  { id, purchase, returnedAt, goods }: TakingBack,
  terms: ReturnTerms,
): ReturnedSale => ({
  ...terms,
  purchase: boughtOf(purchase),
  purchaseId: purchase.id,
  returnId: id,
  memberId: purchase.member_id,
  returnedAt,
  whole: goods.whole,
  remaining: goods.remaining,
  effects: purchase.effects,
  others: [],
});

/** The rows that `record_returns` writes, without the points. */
export const takenRows = (taken: readonly TakenPurchase[], actor: Actor, bookedAt: Instant): object => ({
  returns: taken.map((each) => returnRow(each, actor, bookedAt)),
  lines: taken.flatMap(({ purchase, goods }) =>
    goods.lines.map(({ line, returned, returnedAmount }) => ({
      purchase_id: purchase.id,
      line,
      returned: returned / 1000,
      returned_amount: returnedAmount,
    })),
  ),
  purchases: taken.map(({ purchase, goods, earned, freedReceipt }) => ({
    id: purchase.id,
    returned_gross: purchase.returned_gross + goods.amount,
    returned_points: purchase.returned_points + earned.points,
    returned_status: purchase.returned_status + earned.status,
    freed_receipt: freedReceipt,
  })),
  ...paymentRowsOf(taken.map(({ paymentRow }) => paymentRow)),
});

const returnRow = (
  { id, purchase, returnedAt, reason, receipt, offered, goods, payment, taken }: TakenPurchase,
  actor: Actor,
  bookedAt: Instant,
): object => ({
  id,
  purchase_id: purchase.id,
  location_id: receipt?.location.id ?? null,
  receipt_number: receipt?.number ?? null,
  returned_at: isoOf(returnedAt),
  booked_at: isoOf(bookedAt),
  reason,
  lines: offered,
  amount: goods.amount,
  transaction_id: taken?.transactionId ?? null,
  taken_back: taken?.takenBack ?? 0,
  debt: taken?.debt ?? 0,
  forgiven: taken?.forgiven ?? 0,
  expired: taken?.expired ?? 0,
  points_back: payment?.pointsNow ?? 0,
  actor_kind: actor.kind,
  actor_id: actor.id,
});

export const takenEvents = (taken: readonly TakenPurchase[]): ClubEvent[] =>
  taken.map(({ id, purchase, goods, taken: points }) => ({
    name: 'purchase.returned',
    memberId: purchase.member_id,
    data: {
      purchaseId: purchase.id,
      returnId: id,
      amount: goods.amount,
      currency: purchase.currency,
      points: points?.takenBack ?? 0,
    },
  }));
