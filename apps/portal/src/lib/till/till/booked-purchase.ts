import type { SaleAttempt } from '#lib/till/shared/attempt.ts';
import type { StoredPurchase } from '#lib/till/shared/till-api.ts';

type Booked = Pick<StoredPurchase, 'purchasedAt' | 'receipt'> & {
  readonly total: Pick<StoredPurchase['total'], 'gross' | 'currency'>;
};

/** Whether the purchase under a receipt number is the attempted one: the same till, moment and amount. */
export function isSamePurchase(booked: Booked, { body, amount, currency }: SaleAttempt): boolean {
  const moment = new Date(booked.purchasedAt).getTime() === new Date(body.purchasedAt).getTime();
  const receipt =
    booked.receipt.number === body.receipt?.number && booked.receipt.location === body.receipt.location;
  return moment && receipt && booked.total.gross === amount && booked.total.currency === currency;
}
