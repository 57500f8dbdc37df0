import {
  earnedByClaim,
  explained,
  isoOf,
  type EarnedByClaim,
  type EarningRule,
  type Explained,
  type FailedRule,
  type UnmetRule,
} from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { LocationRecord } from '../club/index.ts';
import { tierEventsOf } from '../tiers/index.ts';
import type { Buyer, ClubTerms } from './context.ts';
import {
  bookEarning,
  earningReceipt,
  factsOf,
  rulesFor,
  type BookedEarning,
  type EarningDue,
  type UnsaidReceipt,
} from './decision.ts';
import { grantedRows, keptOf } from './purchases.repository.ts';
import { boughtOf, isWhollyReturned, returnedOf, type PurchaseDetail } from './stored-purchase.ts';

/** A purchase to claim, with its location. */
export interface FoundPurchase {
  readonly purchase: PurchaseDetail;
  readonly location: LocationRecord;
}

/** A purchase with the points it gives to its claimant. */
export interface DecidedClaim extends FoundPurchase {
  readonly earned: EarnedByClaim;
  /** Rules whose condition did not hold. */
  readonly unmet: readonly UnmetRule[];
  /** Rules that do not work. */
  readonly failed: readonly FailedRule[];
  readonly earning: BookedEarning;
}

/**
 * Gives a purchase to its member later: by the rules of its moment, with the member's current facts and caps,
 * for what was not returned. Throws `points-out-of-range`.
 */
export const decideClaim = (
  { purchase, location }: FoundPurchase,
  buyer: Buyer,
  rules: readonly EarningRule[],
  club: ClubTerms,
): DecidedClaim => {
  const bought = boughtOf(purchase);
  const context = {
    policy: { ...club.policy, ...purchase.evaluation.policy },
    zone: club.zone,
    usage: buyer.usage,
    shared: buyer.shared,
  };
  const { met, unmet, failed } = rulesFor(rules, bought, buyer, club);
  const facts = factsOf(buyer, club.ladder, club.now);
  const earned = earnedByClaim(met, bought, facts, context, returnedOf(purchase));
  const due: EarningDue = {
    points: earned.points,
    status: earned.status,
    stands: !isWhollyReturned(purchase),
    availableAt: earned.evaluation.availableAt,
    grants: earned.evaluation.grants,
    purchasedAt: bought.purchasedAt,
    explanation: [...explained(earned.evaluation.grants), ...lessReturned(purchase, earned)],
    cause: {
      kind: 'claim',
      purchaseId: purchase.id,
      locationId: location.id,
      purchase: { receipt: purchase.receipt_number, amount: purchase.gross, currency: purchase.currency },
    },
  };
  return {
    purchase,
    location,
    earned,
    unmet,
    failed: [...failed, ...earned.evaluation.failed],
    earning: bookEarning(buyer, due, { ...club, bookedAt: club.now }),
  };
};

const lessReturned = (purchase: PurchaseDetail, { returned }: EarnedByClaim): Explained[] => {
  const { returned_gross: amount, currency } = purchase;
  if (amount === 0) return [];
  const reason = { kind: 'returned-before-claim', amount, currency } as const;
  return [{ rule: null, points: 0 - returned.points, reason }];
};

/** The rows that `record_claim` writes, without the points. */
export const claimRows = (
  { purchase, earned, unmet, failed, earning }: DecidedClaim,
  { now, zone }: ClubTerms,
): object => {
  const { buyer, due, awarded, tierChanges } = earning;
  const { memberId } = buyer;
  return {
    claim: {
      id: purchase.id,
      member_id: memberId,
      claimed_at: isoOf(now),
      earned: awarded.granted,
      explanation: due.explanation,
      transaction_id: awarded.transactionId,
      evaluation: keptOf(earned.stored, unmet, failed),
      returned_points: earned.returned.points,
      returned_status: earned.returned.status,
      // Not by their amounts: goods and their deposit may cancel each other out.
      // Each return counts once and its reversal once, so that the number tells every state apart.
      returns: purchase.returns.length + purchase.returns.filter(({ reversed }) => reversed !== null).length,
    },
    ...grantedRows(
      [{ memberId, purchaseId: purchase.id, at: due.purchasedAt, grants: due.grants, tierChanges }],
      zone,
    ),
  };
};

export const claimEvents = ({ purchase, earning }: DecidedClaim): ClubEvent[] => {
  const { buyer, awarded, tierChanges } = earning;
  const data = {
    purchaseId: purchase.id,
    amount: purchase.gross,
    currency: purchase.currency,
    points: awarded.granted,
  };
  return [{ name: 'purchase.claimed', memberId: buyer.memberId, data }, ...tierEventsOf(tierChanges)];
};

export const claimReceipt = (
  { purchase, location, earning }: DecidedClaim,
  { ladder }: ClubTerms,
): UnsaidReceipt => ({
  id: purchase.id,
  receipt: {
    location: location.code,
    number: purchase.receipt_number,
    ...(purchase.till === null ? {} : { till: purchase.till }),
  },
  total: { gross: purchase.gross, net: purchase.net, currency: purchase.currency },
  ...earningReceipt(earning, ladder),
});
