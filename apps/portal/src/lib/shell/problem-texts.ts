import type { ProblemCode } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export type ProblemTexts = Partial<Record<ProblemCode | 'unreachable', () => string>>;

/** For the codes that a till may meet, so that it loads no others. Further ones are in `problem.ts`. */
export const tillProblems: ProblemTexts = {
  'malformed-request': m.common_problem_invalid,
  'invalid-request': m.common_problem_invalid,
  'not-signed-in': m.common_problem_not_signed_in,
  'not-allowed': m.common_problem_not_allowed,
  'foreign-origin': m.common_problem_not_allowed,
  'self-earning-refused': m.common_problem_self_earning,
  'not-found': m.common_problem_not_found,
  'unknown-card': m.common_problem_unknown_card,
  'unknown-voucher': m.common_problem_unknown_voucher,
  'in-flight': m.common_problem_in_flight,
  'receipt-already-counted': m.common_problem_receipt_counted,
  'several-members': m.till_choose_text,
  'already-taken': m.common_problem_already_taken,
  'voucher-used': m.common_problem_voucher_used,
  'offer-over': m.common_problem_offer_over,
  'already-cancelled': m.common_problem_already_cancelled,
  'already-reversed': m.common_problem_already_reversed,
  'later-return': m.common_problem_later_return,
  'already-claimed': m.common_problem_already_claimed,
  'too-large': m.common_problem_too_large,
  'unreadable-text': m.common_problem_unreadable_text,
  'insufficient-points': m.common_problem_insufficient_points,
  'points-not-payable': m.common_problem_points_not_payable,
  'points-out-of-range': m.common_problem_points_out_of_range,
  'card-blocked': m.common_problem_card_blocked,
  'card-replaced': m.common_problem_card_replaced,
  'member-not-active': m.common_problem_member_not_active,
  'unknown-location': m.common_problem_unknown_location,
  'unknown-product': m.common_problem_unknown_product,
  'unknown-reward': m.common_problem_unknown_reward,
  'currency-mismatch': m.common_problem_currency_mismatch,
  'amount-mismatch': m.common_problem_amount_mismatch,
  'purchase-in-future': m.common_problem_purchase_in_future,
  'returned-more-than-bought': m.common_problem_returned_more,
  'purchase-without-member': m.common_problem_purchase_without_member,
  'hold-not-active': m.common_problem_hold_not_active,
  'used-at-partner': m.common_problem_used_at_partner,
  'voucher-elsewhere': m.common_problem_voucher_elsewhere,
  'voucher-held': m.common_problem_voucher_held,
  'voucher-expired': m.common_problem_voucher_expired,
  'voucher-cancelled': m.common_problem_voucher_cancelled,
  'claim-refused': m.common_problem_claim_refused,
  'purchase-too-old': m.common_problem_purchase_too_old,
  'cannot-reverse': m.common_problem_cannot_reverse,
  'approval-settled': m.approvals_problem_settled,
  'referral-settled': m.referrals_problem_settled,
  'own-approval-refused': m.approvals_problem_own,
  'wrong-approval-code': m.approvals_problem_code,
  'too-many-requests': m.common_problem_too_many,
  'database-away': m.common_problem_away,
  'took-too-long': m.common_problem_away,
  'request-timeout': m.common_problem_away,
  unreachable: m.common_problem_away,
};

/** The text for a problem code, in the reader's language. */
export function textFor(texts: ProblemTexts, code: string | undefined): string {
  const known = Object.entries(texts).find(([one]) => one === code)?.[1];
  return known ? known() : m.common_problem_unexpected();
}

/** The error text for what can happen at a till. */
export const tillProblemText = (code: string): string => textFor(tillProblems, code);
