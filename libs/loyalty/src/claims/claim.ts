import { localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import { evaluate, type EarningContext, type Outcome } from '../earning/evaluate.ts';
import type { EarningPurchase, MemberFacts } from '../earning/purchase.ts';
import {
  remainingAfter,
  storedEarning,
  targetOfReturn,
  type Earned,
  type ReturnedLine,
  type StoredEarning,
} from '../earning/return.ts';
import type { MetRule } from '../earning/rule.ts';

/** How long after the purchase it can still be given to a member. */
const claimableDays = 30;

/** The stored purchase that the claim is compared with. */
export interface ClaimablePurchase {
  readonly hasMember: boolean;
  readonly gross: number;
  readonly purchasedAt: Instant;
}

/** What the member states about the receipt, and who is asking. */
export interface ClaimMade {
  readonly total: number;
  /** YYYY-MM-DD in the club's zone. */
  readonly date: string;
  /** Staff and API keys can look up any receipt, so knowing one proves nothing. */
  readonly knowsReceipts: boolean;
}

export type ClaimRefusal =
  'has-a-member' | 'knows-receipts' | 'another-total' | 'another-day' | 'too-long-ago';

/** Why a purchase cannot be claimed; null if it can. */
export function claimRefusal(
  { hasMember, gross, purchasedAt }: ClaimablePurchase,
  { total, date, knowsReceipts }: ClaimMade,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): ClaimRefusal | null {
  const bought = localDateOf(purchasedAt, zone);
  if (hasMember) return 'has-a-member';
  if (knowsReceipts) return 'knows-receipts';
  if (gross !== total) return 'another-total';
  if (bought.toString() !== date) return 'another-day';
  return isTooLongAgo(purchasedAt, now, zone) ? 'too-long-ago' : null;
}

export type AssignmentRefusal = Extract<ClaimRefusal, 'has-a-member' | 'too-long-ago'>;

/**
 * Why staff cannot give a purchase to another person's membership; null if they can. They answer for it with their
 * name, so the details of the receipt prove nothing here.
 */
export function assignmentRefusal(
  { hasMember, purchasedAt }: Pick<ClaimablePurchase, 'hasMember' | 'purchasedAt'>,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): AssignmentRefusal | null {
  if (hasMember) return 'has-a-member';
  return isTooLongAgo(purchasedAt, now, zone) ? 'too-long-ago' : null;
}

const isTooLongAgo = (purchasedAt: Instant, now: Instant, zone: string): boolean =>
  localDateOf(purchasedAt, zone).until(localDateOf(now, zone)).days > claimableDays;

export interface EarnedByClaim extends Earned {
  readonly evaluation: Outcome<MetRule>;
  readonly stored: StoredEarning;
  /** What goods returned before the claim deduct. */
  readonly returned: Earned;
}

/** What a claimed purchase earns: its usual points, less what was returned before the claim. */
export function earnedByClaim(
  rules: readonly MetRule[],
  purchase: EarningPurchase,
  facts: MemberFacts,
  context: EarningContext,
  before: readonly ReturnedLine[],
): EarnedByClaim {
  const evaluation = evaluate(rules, purchase, facts, context);
  const stored = storedEarning(evaluation.working, purchase, facts, context, evaluation);
  const returned = targetOfReturn(stored, remainingAfter(purchase.lines, before));
  return {
    points: evaluation.points - returned.points,
    status: evaluation.status - returned.status,
    evaluation,
    stored,
    returned,
  };
}
