import { ApiProblem, type RegularsClient } from '@regulars/client';
import { recordPurchase, type SentBodyOf } from '@regulars/contracts';
import type { Basket, BasketLine } from './baskets.ts';
import { locationCode } from './club.ts';

type SentPurchase = SentBodyOf<typeof recordPurchase>;

export type BasketResult = 'posted' | 'there-already';

/** Posts a basket as a till does. A receipt that was already counted is skipped. */
export const postBasket = async (client: RegularsClient, basket: Basket): Promise<BasketResult> => {
  try {
    await client.call(recordPurchase, { key: keyOf(basket), body: purchaseOf(basket) });
    return 'posted';
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'receipt-already-counted') return 'there-already';
    if (!(error instanceof ApiProblem)) throw error;
    const fields = Object.entries(error.fields).map(([pointer, message]) => `${pointer}: ${message}`);
    throw new Error(`Basket ${basket.id} was refused: ${[error.message, ...fields].join('; ')}`, {
      cause: error,
    });
  }
};

const keyOf = (basket: Basket): string => `${locationCode}-${basket.id}`;

const purchaseOf = (basket: Basket): SentPurchase => ({
  receipt: { location: locationCode, number: basket.id, till: `store-${basket.store}` },
  purchasedAt: basket.at,
  member: { externalId: basket.household },
  currency: 'USD',
  lines: basket.lines.map(lineOf),
});

const lineOf = (line: BasketLine): SentPurchase['lines'][number] => ({
  sku: line.product,
  name: line.name,
  category: line.category,
  brand: line.brand,
  // The data has lines of quantity 0, each of value 0 (a coupon, a correction); a live till sells at least one piece.
  quantity: line.quantity === 0 ? 1 : line.quantity,
  amount: line.amount,
  discount: line.discount,
});
