import type { ExplanationLine } from '@regulars/contracts';
import {
  evaluate,
  isoOf,
  moneyText,
  remainingAfter,
  storedEarning,
  targetOfReturn,
  type Earned,
  type EarningRule,
  type Instant,
  type StoredEarning,
} from '@regulars/loyalty';
import { explain } from '../earning/index.ts';
import { boughtOf, returnedOf } from './bought.ts';
import { factsOf, type HouseRules } from './posting.ts';
import { keptOf } from './purchase-document.ts';
import type { PurchaseDetail } from './purchases.repository.ts';
import { reward, type Due, type Patron, type Reward } from './reward.ts';

export interface Claim {
  readonly purchase: PurchaseDetail;
  readonly stored: StoredEarning;
  /** What goods that came back before the claim would have taken back. */
  readonly returned: Earned;
  readonly reward: Reward;
}

/**
 * Gives a purchase to its member after the fact: by the rules that were live when it was made, with the member's tier
 * and caps of today, for what remains bought.
 */
export const claim = (
  purchase: PurchaseDetail,
  rules: readonly EarningRule[],
  patron: Patron,
  place: string,
  at: Instant,
  house: HouseRules,
): Claim => {
  const bought = boughtOf(purchase);
  const policy = { ...house.policy, ...purchase.evaluation.policy };
  const facts = factsOf(patron, house.ladder);
  const evaluation = evaluate(rules, bought, facts, { policy, zone: house.zone, usage: patron.usage });
  const stored = storedEarning(rules, bought, facts, { policy }, evaluation);
  const returned = targetOfReturn(stored, remainingAfter(bought.lines, returnedOf(purchase)));
  const due: Due = {
    points: evaluation.points - returned.points,
    status: evaluation.status - returned.status,
    availableAt: evaluation.availableAt,
    grants: evaluation.grants,
    purchasedAt: bought.purchasedAt,
    explanation: [...explain(evaluation.grants), ...lessReturned(purchase, returned)],
    cause: {
      kind: 'claim',
      purchaseId: purchase.id,
      location: place,
      purchase: { receipt: purchase.receipt_number, amount: purchase.gross, currency: purchase.currency },
    },
  };
  return { purchase, stored, returned, reward: reward(patron, due, at, house.ladder) };
};

const lessReturned = (purchase: PurchaseDetail, { points }: Earned): ExplanationLine[] => {
  const { returned_gross: amount, currency } = purchase;
  if (amount === 0) return [];
  return [
    {
      rule: null,
      points: 0 - points,
      reason: `${moneyText(amount, currency)} returned before the claim`,
      details: { kind: 'returned-before-claim', amount, currency },
    },
  ];
};

/** The row that `record_claim` writes. */
export const claimRow = ({ purchase, stored, returned, reward: given }: Claim, at: Instant): object => ({
  id: purchase.id,
  member_id: given.patron.buyer.memberId,
  claimed_at: isoOf(at),
  earned: given.awarded.granted,
  explanation: given.due.explanation,
  transaction_id: given.awarded.transactionId,
  evaluation: keptOf(stored),
  returned_points: returned.points,
  returned_status: returned.status,
  returned_gross: purchase.returned_gross,
});
