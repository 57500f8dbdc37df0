import type { ProblemCode } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Code = ProblemCode | 'unreachable';

const texts: Partial<Record<Code, () => string>> = {
  'malformed-request': m.common_problem_invalid,
  'invalid-request': m.common_problem_invalid,
  'not-signed-in': m.common_problem_not_signed_in,
  'wrong-credentials': m.common_problem_wrong_credentials,
  'not-allowed': m.common_problem_not_allowed,
  'foreign-origin': m.common_problem_not_allowed,
  'self-earning-refused': m.common_problem_self_earning,
  'not-found': m.common_problem_not_found,
  'unknown-card': m.common_problem_unknown_card,
  'unknown-voucher': m.common_problem_unknown_voucher,
  'in-flight': m.common_problem_in_flight,
  'receipt-already-counted': m.common_problem_receipt_counted,
  'already-taken': m.common_problem_already_taken,
  'voucher-used': m.common_problem_voucher_used,
  'already-cancelled': m.common_problem_already_cancelled,
  'already-reversed': m.common_problem_already_reversed,
  'already-claimed': m.common_problem_already_claimed,
  'link-used': m.staff_problem_link_used,
  'last-admin': m.staff_problem_last_admin,
  'link-expired': m.staff_problem_link_expired,
  'already-set-up': m.setup_problem_already_set_up,
  'unsupported-picture': m.setup_problem_unsupported_picture,
  'unreadable-picture': m.setup_problem_unreadable_picture,
  'picture-too-large': m.setup_problem_picture_too_large,
  'version-changed': m.common_problem_version_changed,
  'too-large': m.common_problem_too_large,
  'unreadable-text': m.common_problem_unreadable_text,
  'insufficient-points': m.common_problem_insufficient_points,
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
  'voucher-expired': m.common_problem_voucher_expired,
  'voucher-cancelled': m.common_problem_voucher_cancelled,
  'out-of-stock': m.common_problem_out_of_stock,
  'reward-not-available': m.common_problem_reward_not_available,
  'reward-limit-reached': m.common_problem_reward_limit,
  'claim-refused': m.common_problem_claim_refused,
  'cannot-reverse': m.common_problem_cannot_reverse,
  'rule-not-publishable': m.common_problem_rule_not_publishable,
  'unreadable-file': m.imports_problem_unreadable_file,
  'import-not-ready': m.imports_problem_not_ready,
  'too-many-rows': m.exports_problem_too_many_rows,
  'export-not-ready': m.exports_problem_not_ready,
  'too-many-requests': m.common_problem_too_many,
  'database-away': m.common_problem_away,
  unreachable: m.common_problem_away,
};

/** What went wrong, in the reader's language, for every problem code. */
export function problemText(code: string | undefined): string {
  const known = Object.entries(texts).find(([one]) => one === code)?.[1];
  return known ? known() : m.common_problem_unexpected();
}
