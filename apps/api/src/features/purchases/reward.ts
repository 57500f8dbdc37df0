import type { ExplanationLine, PurchaseReceipt } from '@regulars/contracts';
import type { Awarded, Balances, CapUsage, Earned, Grant, Instant, Wallet } from '@regulars/loyalty';
import { causeOf, orRefuse, type PostingCause } from '../points/index.ts';
import type { Ladder, TierChange } from '../tiers/index.ts';
import type { Buyer } from './buyer.ts';

/** The member who bought, as before the purchase. */
export interface Patron {
  readonly buyer: Buyer;
  readonly wallet: Wallet;
  readonly tierId: string | null;
  readonly credit: number;
  readonly usage: readonly CapUsage[];
}

/** What the member is to get for a purchase. */
export interface Due extends Earned {
  readonly purchasedAt: Instant;
  readonly availableAt: Instant | null;
  readonly grants: readonly Grant[];
  readonly explanation: readonly ExplanationLine[];
  readonly cause: PostingCause;
}

/** What a purchase gave to its member. */
export interface Reward {
  readonly patron: Patron;
  readonly due: Due;
  readonly awarded: Awarded;
  readonly balances: Balances;
  /** The status credit after it. */
  readonly credit: number;
  readonly tierChange: TierChange | null;
}

/** Books it in the member's wallet. Throws `points-out-of-range`. */
export const reward = (patron: Patron, due: Due, at: Instant, ladder: Ladder): Reward => {
  const { points, status, availableAt, purchasedAt, grants, cause } = due;
  const source = {
    purchaseId: cause.purchaseId,
    rules: grants.map(({ ruleId, version }) => ({ ruleId, version })),
  };
  const awarded = orRefuse(() =>
    patron.wallet.award({
      points,
      status,
      kind: 'earn',
      earnedAt: purchasedAt,
      availableAt,
      cause: causeOf({ ...cause, explanation: due.explanation }),
      source,
    }),
  );
  const credit = patron.credit + status;
  const tierChange = tierChangeOf(patron, credit, at, ladder);
  return { patron, due, awarded, balances: patron.wallet.balance(), credit, tierChange };
};

const tierChangeOf = (
  { buyer, tierId }: Patron,
  credit: number,
  at: Instant,
  ladder: Ladder,
): TierChange | null => {
  const to = ladder.reached(tierId, credit);
  if (!to) return null;
  const from = ladder.current(tierId);
  return { memberId: buyer.memberId, at, from, to, status: credit, reason: 'credit-reached' };
};

/** The member's part of a receipt. */
export const rewardReceipt = (
  { patron, due, awarded, balances, credit, tierChange }: Reward,
  ladder: Ladder,
): Pick<PurchaseReceipt, 'member' | 'points' | 'explanation' | 'tier'> => {
  const { available, pending, held, debt } = balances;
  const standing = ladder.standing({ tierId: tierChange?.to?.id ?? patron.tierId, since: null, credit });
  return {
    member: { id: patron.buyer.memberId, displayName: patron.buyer.name },
    points: {
      earned: awarded.granted,
      pending: awarded.pending,
      debtRepaid: awarded.debtRepaid,
      balance: { available, pending, held, debt },
    },
    explanation: [...due.explanation],
    tier: standing && {
      code: standing.code,
      status: standing.status,
      next: standing.next && { code: standing.next.code, missing: standing.next.missing },
    },
  };
};
