import {
  buyAgain,
  creditTakenBack,
  isoOf,
  returnNow,
  reversalRefusal,
  thousandthsOf,
  type BookedPosting,
  type Earned,
  type EarningRule,
  type Explained,
  type GoodsBoughtAgain,
  type Instant,
  type Period,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { causeOf, orRefuse, type OpenWallets } from '../points/index.ts';
import type { ReturnedSale } from '../sales/index.ts';
import {
  movePayment,
  paymentChange,
  paymentRowsOf,
  type PaymentChange,
  type PaymentRow,
} from './points-payment.ts';
import {
  boughtOf,
  returnedOf,
  storedEarningOf,
  type PurchaseDetail,
  type StoredReturn,
} from './stored-purchase.ts';
import { awardOf, type ReturnTerms } from './taking-back.ts';

/** A mistaken return to take back: decided but not yet booked. */
export interface Reversing {
  readonly id: string;
  readonly purchase: PurchaseDetail;
  readonly mistaken: StoredReturn;
  readonly reason: string;
  readonly goods: GoodsBoughtAgain;
  /** What of the points pays for them again; null if none did. */
  readonly payment: PaymentChange | null;
  /** For the goods, in minor units. */
  readonly money: number;
  /** What comes back; negative if the goods earn less with what else was returned. */
  readonly back: Earned;
  readonly explanation: readonly Explained[];
}

/** The result in the member's wallet; null if the purchase has no member. */
export interface Reversed extends Reversing {
  readonly paymentRow: PaymentRow | null;
  readonly given: {
    readonly transactionId: string | null;
    readonly debtCancelled: number;
    readonly debtRepaid: number;
    readonly expired: number;
  } | null;
}

/** Throws `already-reversed`, `later-return`, `cannot-reverse`. */
export const reversalOf = (
  purchase: PurchaseDetail,
  { id, returnId, reason }: { readonly id: string; readonly returnId: string; readonly reason: string },
  rules: readonly EarningRule[],
): Reversing => {
  const mistaken = mistakenOf(purchase, returnId);
  const goodsBack = mistaken.lines.map(({ line, quantity }) => ({ line, quantity: thousandthsOf(quantity) }));
  const { lines } = boughtOf(purchase);
  const goods = buyAgain(lines, returnedOf(purchase), goodsBack);
  const payment = paymentChange(purchase, lines, goods.remaining);
  const money = payment ? 0 - payment.moneyNow : mistaken.amount;
  const kept = { id, purchase, mistaken, reason, goods, payment, money };
  if (purchase.member_id === null) return { ...kept, back: { points: 0, status: 0 }, explanation: [] };
  const booked = { points: purchase.returned_points, status: purchase.returned_status };
  const taken = returnNow(storedEarningOf(purchase, rules, payment), goods.remaining, booked);
  const back = { points: 0 - taken.points, status: 0 - taken.status };
  return { ...kept, back, explanation: [explain(purchase, money, back)] };
};

const mistakenOf = (purchase: PurchaseDetail, returnId: string): StoredReturn => {
  const returns = purchase.returns.map(({ id, lines, reversed }) => ({
    id,
    lines: lines.map(({ line }) => line),
    reversed: reversed !== null,
  }));
  const refusal = reversalRefusal(returns, returnId);
  if (refusal) throw new ClubError(refusal);
  const mistaken = purchase.returns.find(({ id }) => id === returnId);
  if (!mistaken) throw new ClubError('not-found');
  return mistaken;
};

const explain = (
  { currency, evaluation, returned_points: before }: PurchaseDetail,
  amount: number,
  { points }: Earned,
): Explained => {
  const remains = evaluation.granted.points - before + points;
  return { rule: null, points, reason: { kind: 'return-reversed', amount, currency, remains } };
};

/**
 * Books it in the member's wallet.
 * @param settled what repaid debt or settled forgiveness since the return
 * @param period whose status credit still counts
 */
export const giveBack = (
  reversing: Reversing,
  wallets: OpenWallets,
  settled: readonly BookedPosting[],
  period: Period,
): Reversed => {
  const { purchase, mistaken, back } = reversing;
  const { member_id: memberId } = purchase;
  if (memberId === null) return { ...reversing, paymentRow: null, given: null };

  const found = (id: string | null) => (id === null ? undefined : wallets.transaction(memberId, id));
  const returned = found(mistaken.transactionId);
  const award = awardOf(purchase, memberId, wallets);
  const wallet = wallets.get(memberId);
  const cause = reversalCause(reversing);
  if (back.points < 0) {
    const status =
      award.statusAt === undefined ? 0 : creditTakenBack(0 - back.status, award.statusAt, period);
    const { transactionId, debt } = orRefuse(() =>
      wallet.takeBack({ points: 0 - back.points, status: Math.max(0, status), ...award, cause }),
    );
    const paymentRow = movePayment(purchase, reversing.payment, wallets);
    return {
      ...reversing,
      paymentRow,
      given: { transactionId, debtCancelled: 0 - debt, debtRepaid: 0, expired: 0 },
    };
  }
  const credit = creditBack(back.status, returned, award.statusAt, period, creditOut(purchase, found));
  const given = orRefuse(() =>
    wallet.restore({
      points: back.points,
      ...credit,
      returned: returned ?? null,
      settled,
      lotIds: award.lotIds,
      cause,
    }),
  );
  // Last: what came back can pay.
  return { ...reversing, paymentRow: movePayment(purchase, reversing.payment, wallets), given };
};

/** Credit goes back to the time from which the return had taken it, and no more than returns of the purchase took. */
const creditBack = (
  wanted: number,
  returned: BookedPosting | undefined,
  earnedAt: Instant | undefined,
  period: Period,
  out: number,
): { readonly status: number; readonly statusAt?: Instant } => {
  if (returned) {
    const taken = returned.entries.find(({ from }) => from === 'status');
    if (!taken) return { status: 0 };
    return { status: Math.max(0, Math.min(wanted, out)), statusAt: taken.effectiveAt };
  }
  // It took nothing: it came before the claim, or another return had taken it in rounding.
  if (earnedAt === undefined) return { status: 0 };
  return { status: Math.max(0, creditTakenBack(wanted, earnedAt, period)), statusAt: earnedAt };
};

/** The transactions of a purchase's returns and of their reversals. */
export const postingsOf = ({ returns }: PurchaseDetail): string[] =>
  returns.flatMap(({ transactionId, reversed }) => [transactionId, reversed?.transactionId]).filter(isId);

const isId = (id: string | null | undefined): id is string => typeof id === 'string';

/**
 * Credit that returns of the purchase have taken and reversals have not given back. What a return gives, because the rest of the
 * goods earns more, does not count: a later return takes that too.
 */
const creditOut = (
  { returns }: PurchaseDetail,
  found: (id: string | null) => Pick<BookedPosting, 'entries'> | undefined,
): number =>
  returns.reduce(
    (out, { transactionId, reversed }) =>
      out +
      creditMoved(found(transactionId), 'from') -
      creditMoved(found(reversed?.transactionId ?? null), 'to'),
    0,
  );

const creditMoved = (posting: Pick<BookedPosting, 'entries'> | undefined, way: 'from' | 'to'): number =>
  (posting?.entries ?? []).reduce((sum, entry) => (entry[way] === 'status' ? sum + entry.amount : sum), 0);

const reversalCause = ({ purchase, mistaken, money, reason, explanation }: Reversing) =>
  causeOf({
    kind: 'reversal',
    purchaseId: purchase.id,
    locationId: purchase.location_id,
    purchase: { receipt: purchase.receipt_number, amount: money, currency: purchase.currency },
    reason,
    explanation,
    ...(mistaken.transactionId === null ? {} : { reverses: mistaken.transactionId }),
  });

/** The reversal as participants see it: `effects` are those that the return had undone. */
export const boughtAgainOf = (
  { purchase, mistaken, goods }: Reversing,
  effects: Pick<ReturnedSale, 'effects' | 'others'>,
  terms: ReturnTerms,
): ReturnedSale => ({
  ...terms,
  ...effects,
  purchase: boughtOf(purchase),
  purchaseId: purchase.id,
  returnId: mistaken.id,
  memberId: purchase.member_id,
  returnedAt: new Date(mistaken.at).getTime(),
  whole: false,
  remaining: goods.remaining,
});

/** The rows that `reverse_return` writes, without the points. */
export const reversalRows = (reversed: Reversed, actor: Actor, at: Instant): object => {
  const { id, purchase, mistaken, reason, goods, money, paymentRow, back, given } = reversed;
  return {
    reversal: {
      return_id: mistaken.id,
      reversal_id: id,
      reversed_at: isoOf(at),
      reason,
      given_back: back.points,
      transaction_id: given?.transactionId ?? null,
      actor_kind: actor.kind,
      actor_id: actor.id,
    },
    lines: goods.lines.map(({ line, returned, returnedAmount }) => ({
      purchase_id: purchase.id,
      line,
      returned: returned / 1000,
      returned_amount: returnedAmount,
    })),
    purchase: {
      id: purchase.id,
      returned_gross: purchase.returned_gross - money,
      returned_points: purchase.returned_points - back.points,
      returned_status: purchase.returned_status - back.status,
    },
    ...paymentRowsOf([paymentRow]),
  };
};

export const reversalEvent = ({ purchase, mistaken, money, back }: Reversed): ClubEvent => ({
  name: 'return.reversed',
  memberId: purchase.member_id,
  data: {
    purchaseId: purchase.id,
    returnId: mistaken.id,
    amount: money,
    currency: purchase.currency,
    points: back.points,
  },
});
