import { remainingPurchase } from '../../earning/return.ts';
import { inARow } from '../in-a-row.ts';
import { checkGoods, isMet, paidGoods, type CountedGoods } from './goods.ts';
import type { ChallengeKind, Span } from './kind.ts';

/** A purchase in each of four weeks in a row. */
export interface Streak extends CountedGoods {
  readonly kind: 'streak';
  /** A purchase in each of these, without a gap. */
  readonly every: Span;
}

export const streak: ChallengeKind<Streak> = {
  kind: 'streak',
  goals: { from: 2, to: 52 },
  goalStays: true,
  unit: ({ every }) => ({ kind: 'periods', every }),
  span: ({ every }) => every,
  course: ({ every }) => inARow(every),
  check: checkGoods,

  // Every purchase of a period counts: if one is returned, another one still holds the period.
  count: (terms, { purchase: bought, remaining, zone }) => {
    const purchase = remaining ? remainingPurchase(bought, remaining) : bought;
    if (!isMet(terms, purchase, zone)) return { counted: 0, reason: 'condition-not-met' };
    return paidGoods(terms, purchase).length > 0
      ? { counted: 1, reason: null }
      : { counted: 0, reason: 'no-such-goods' };
  },
};
