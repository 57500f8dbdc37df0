import { chosenAmounts } from '../../earning/kinds/chosen-lines.ts';
import { earningAmounts } from '../../earning/purchase.ts';
import { keptPurchase, remainingPurchase } from '../../earning/return.ts';
import { checkGoods, isMet, type CountedGoods } from './goods.ts';
import { collecting } from '../collecting.ts';
import type { Course } from '../course.ts';
import type { ChallengeKind, Span } from './kind.ts';

/** Spend €50 on beans. */
export interface Spend extends CountedGoods {
  readonly kind: 'spend';
  /** Purchases in another one do not count. */
  readonly currency: string;
  /** Each week or month begins at nothing. Absent: never. */
  readonly restarts?: Span;
}

/** Its money is on no card. */
const saving: Course = { ...collecting, stamps: () => [] };

export const spend: ChallengeKind<Spend> = {
  kind: 'spend',
  goals: { from: 100, to: 10_000_000 },
  goalStays: false,
  unit: ({ currency }) => ({ kind: 'money', currency }),
  span: ({ restarts }) => restarts ?? null,
  course: () => saving,
  check: checkGoods,

  // After discounts, because the member did not spend them. What was paid with points was not spent either.
  count: (terms, { purchase, remaining, zone, base }) => {
    if (purchase.currency !== terms.currency) return { counted: 0, reason: 'other-currency' };
    const kept = remaining ? keptPurchase(purchase, remaining) : purchase;
    // What came back is gone for the condition; amounts need its line, with nothing left.
    if (!isMet(terms, remaining ? remainingPurchase(purchase, remaining) : purchase, zone))
      return { counted: 0, reason: 'condition-not-met' };
    const amounts = earningAmounts(purchase, { base, discounts: 'after' }, remaining);
    const counted = chosenAmounts({ where: terms.where }, { purchase: kept, amounts }).reduce(
      (sum, amount) => sum + amount,
      0,
    );
    return counted > 0 ? { counted, reason: null } : { counted: 0, reason: 'no-such-goods' };
  },
};
